"""What can go wrong that the user can mend: one class, one sentence, no traceback."""

from data_pipeline.language import DEFAULT_LANGUAGE, Message


class Correctable(Exception):
    """Something the user can correct (exit code 2): what, where, what to do.

    `messages` holds every fault found, so that all are told at once. No message carries a value from a row.
    """

    def __init__(self, *messages: Message) -> None:
        super().__init__(*messages)
        self.messages = messages

    def say(self, language: str = DEFAULT_LANGUAGE) -> str:
        """The sentences in `language`, one on each line."""
        return "\n".join(message.say(language) for message in self.messages)

    def __str__(self) -> str:
        return self.say("en")


class Busy(Correctable):
    """Another process is loading; nothing happened here."""
