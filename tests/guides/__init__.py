"""Pictures of the stand-in for VK that the Russian guides show."""
