"""What stands between the network and the screens: start-up, compression, and who may pass."""
