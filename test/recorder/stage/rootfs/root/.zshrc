# Kept so that zsh does not ask a newcomer its questions.
