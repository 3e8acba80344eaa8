"""Events on their way to endpoints: noted when they are heard, signed and sent by the courier, kept until delivered."""
