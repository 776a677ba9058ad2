from __future__ import annotations

from assistant.ask import find
from assistant.relevance import READ, WINDOW, get_question_reader, reread
from corpus.library import Library

ANSWERS = (
    "The man who had moved in at Easter was seen at four visits and named in none of the notes. Nobody asked who he "
    "was, whether he had children elsewhere or what the police knew of him."
)
TRAP = (
    "The partnership has a leaflet for fathers and partners, which was thought helpful when it was printed. A list of "
    "partners who work with the board is at the end of this report."
)
NEIGHBOUR = (
    "The pharmacist handed over the methadone in a bag each Friday. A locked box had been promised and was not given, "
    "and the bottle stood on the shelf by the cot."
)


def test_a_passage_that_answers_stands_above_one_that_shares_words_and_one_beside_the_point() -> None:
    found = get_question_reader().chances("Was mum's new partner ever asked about?", [TRAP, NEIGHBOUR, ANSWERS])
    assert found.shape == (3,)
    assert int(found.argmax()) == 2


def test_what_is_said_of_a_passage_does_not_hang_on_the_others_or_on_their_length() -> None:
    reader = get_question_reader()
    alone = reader.chances("unknown men in the home", [ANSWERS])[0]
    among = reader.chances("unknown men in the home", [TRAP, ANSWERS, NEIGHBOUR * 40])
    assert alone == among[1]
    assert reader.chances("unknown men in the home", []).shape == (0,)


def test_a_question_longer_than_the_window_is_cut_and_read() -> None:
    assert get_question_reader().chances("why " * 2 * WINDOW, [ANSWERS]).shape == (1,)


def test_what_is_read_stands_in_the_order_of_its_new_scores_and_the_rest_below_it(shelf: Library) -> None:
    question = "Why were fathers not asked about their past?"
    hits = shelf.search(question, 2 * READ, {}, False)
    again = reread(question, hits)
    assert sorted(hit.passage.id for hit in again) == sorted(hit.passage.id for hit in hits)
    assert [hit.score for hit in again] == sorted((hit.score for hit in again), reverse=True)
    assert all("answers" in hit.signals for hit in again[:READ])
    assert [hit.passage.id for hit in again[READ:]] == [hit.passage.id for hit in hits[READ:]]


def test_how_many_are_asked_for_changes_nothing_about_which_come_first(shelf: Library) -> None:
    few, many = (find("fathers who were never asked", shelf, top) for top in (2, 10))
    assert [hit.passage.id for hit in few] == [hit.passage.id for hit in many[:2]]
    assert find(" ", shelf, 10) == []
