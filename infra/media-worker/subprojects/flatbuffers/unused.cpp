void unused() {}
