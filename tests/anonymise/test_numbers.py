"""Cards, accounts and national numbers are told by their check digits, or by what they are called."""

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
    ("codice fiscale RSSMRA85T10A562S, at the counter", "RSSMRA85T10A562S"),
    ("they copied my PPSN 1234567T down", "1234567T"),
    ("numero 2 55 08 14 168 025 38 on the form", "2 55 08 14 168 025 38"),
    ("my CPF 529.982.247-25 there", "529.982.247-25"),
    ("AHV 756.9217.0769.85 there", "756.9217.0769.85"),
    ("hetu 131052-308T there", "131052-308T"),
    ("personnummer 880320-0016 there", "880320-0016"),
    ("it says 85.07.30-033.28 on it", "85.07.30-033.28"),
    ("NRIC S1234567D there", "S1234567D"),
    ("my TFN is 123 456 782 there", "123 456 782"),
    ("NINO: QQ 12 34 56 C there", "QQ 12 34 56 C"),
    ("send bitcoin to 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa there", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"),
]
# What is called somebody's number is one, whatever its digits say.
CALLED = [
    ("my passport is L898902C3 and it is gone", "L898902C3"),
    ("passport number 533380006, page two", "533380006"),
    ("driving licence MORGA657054SM9IJ, both sides", "MORGA657054SM9IJ"),
    ("I read 247910637 as my bsn", "247910637"),
    ("sort code 20-00-00, account 55779911 they wrote", "20-00-00"),
    ("sort code 20-00-00, account 55779911 they wrote", "55779911"),
    ("my car reg is LD68 XYZ", "LD68 XYZ"),
]
NOBODYS = [
    "My card expires 12/27 and my passport too.",
    "I was an account manager with 12000 clients.",
    "It is a sin to ask for 5 references.",
    "We passed the policy in 2024-25.",
]


@pytest.mark.parametrize(("text", "number"), NUMBERS + CALLED)
def test_somebodys_number_is_masked(text, number):
    found = [(text[span.start : span.end], span.kind) for span in spans(text)]
    assert (number, Kind.NUMBER) in found


@pytest.mark.parametrize("text", NOBODYS)
def test_other_numbers_stay(text):
    assert [text[span.start : span.end] for span in spans(text)] == []


@pytest.mark.parametrize("number", ["4111 1111 1111 1112", "378282246310006", "943 476 5918", "86095742718"])
def test_a_mistyped_number_is_masked_as_a_number_to_call(number):
    text = f"it was {number} there"
    assert [(text[span.start : span.end], span.kind) for span in spans(text)] == [(number, Kind.PHONE)]
