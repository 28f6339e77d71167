void unused(void) {}
