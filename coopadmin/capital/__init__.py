"""What members put into the cooperative: kinds of share, movements, register, forecast."""
