"""Long computations in processes of their own, by one replica."""
