"""Cards, accounts and national numbers are told by their check digits."""

import pytest

from core.anonymise import Kind, spans

NUMBERS = [
    ("my card 4111 1111 1111 1111 was charged", "4111 1111 1111 1111"),
    ("amex 378282246310005, they asked", "378282246310005"),
    ("pay into GB29 NWBK 6016 1331 9268 19 before Friday", "GB29 NWBK 6016 1331 9268 19"),
    ("iban de89370400440532013000 please", "de89370400440532013000"),
    ("they wanted my social, 078-05-1120, on page one", "078-05-1120"),
    ("a national insurance number like AB 12 34 56 C there", "AB 12 34 56 C"),
    ("my PAN is ABCPE1234F here", "ABCPE1234F"),
    ("the national id 12345678Z is on it", "12345678Z"),
    ("my aadhaar 2341 2341 2346 was asked", "2341 2341 2346"),
    ("a sin of 046 454 286 there", "046 454 286"),
    ("nhs number 943 476 5919 again", "943 476 5919"),
    ("bsn 111222333 there", "111222333"),
    ("pesel 44051401359 there", "44051401359"),
    ("tax id 86095742719 there", "86095742719"),
]


@pytest.mark.parametrize(("text", "number"), NUMBERS)
def test_a_number_with_its_check_digits_is_masked(text, number):
    found = [(text[span.start : span.end], span.kind) for span in spans(text)]
    assert (number, Kind.NUMBER) in found


@pytest.mark.parametrize("number", ["4111 1111 1111 1112", "378282246310006", "943 476 5918", "86095742718"])
def test_a_mistyped_number_is_masked_as_a_number_to_call(number):
    text = f"it was {number} there"
    assert [(text[span.start : span.end], span.kind) for span in spans(text)] == [(number, Kind.PHONE)]
