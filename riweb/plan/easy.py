"""A plan in Easy Read: short sentences, each with a picture, and hard words explained."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from riweb.plan.fields import Entry, Fact, Id, Line, Listed


class HardWord(Entry):
    """A hard word and what it means, shown below the sentence that uses it first."""

    word: Line = Field(description="The word, as it is in bold in the sentence.", min_length=1)
    meaning: Line = Field(description="What it means, in short sentences.", min_length=1)


class EasyItem(Entry):
    """One idea in one sentence, with its picture."""

    text: Line = Field(
        description="One sentence of 15 words at most; hard words in **bold**.", min_length=1
    )
    picture: Fact = Field(description="The name of the picture that shows it.", min_length=1)
    hard_words: Listed[HardWord] = Field((), description="Hard words that it is the first to use.")


class EasySection(Entry):
    """Some sentences under a heading."""

    id: Id = Field(description="Its name in addresses.")
    title: Line = Field(description="The heading.", min_length=1)
    items: Listed[EasyItem] = Field((), description="Its sentences, in reading order.")


class EasyPicture(Entry):
    """A picture of Easy Read, and by what right it is used."""

    name: Id = Field(description="What sentences call it.")
    file: Fact = Field("", description="The file’s name in images/.")
    shows: Fact = Field("", description="What can be seen in it.")
    licence: Fact = Field("", description="Its licence, such as CC BY-SA 4.0.")
    by: Fact = Field("", description="Who drew it or took it, and where it is from.")


class EasyRead(Entry):
    """What `easy-read.yaml` says."""

    title: Line = Field(description="The plan’s name, in easy words.", min_length=1)
    sections: Listed[EasySection] = Field((), description="Its parts, in reading order.")
    pictures: Listed[EasyPicture] = Field((), description="Pictures of your own, besides ours.")

    def items(self) -> Iterator[EasyItem]:
        """Every sentence, in reading order."""
        for section in self.sections:
            yield from section.items

    def hard_words(self) -> Iterator[HardWord]:
        """Every hard word, in order of first use."""
        for item in self.items():
            yield from item.hard_words


class PictureList(Entry):
    """What the list of our own pictures says."""

    pictures: Listed[EasyPicture] = Field((), description="Our pictures, by name.")
