# exit: 1
import sys
sys.exit("fatal: it is over")
