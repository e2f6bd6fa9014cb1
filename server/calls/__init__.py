"""The live call: carries out what the call's state machine decides, one task group each."""
