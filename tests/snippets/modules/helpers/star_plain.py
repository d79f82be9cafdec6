plain = "p"
_hidden = "h"
