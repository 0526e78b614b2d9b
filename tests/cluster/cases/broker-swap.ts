// Left for later.
