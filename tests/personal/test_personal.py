"""ID numbers and telephones: what can be real, and what a mask leaves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docscore.personal import (
    id_number_fault,
    mask_id_number,
    mask_name,
    mask_phone,
    mask_text,
    phone_fault,
    plain_digits,
)


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        ("479901198001011236", None),
        ("479901198001011234", "check"),
        ("479901198013011235", "birth"),
        ("479901198002301235", "birth"),
        ("47990119800101123", "form"),
        ("079901198001011235", "form"),
        ("479901800101123", None),
        ("479901801301123", "birth"),
        ("四七九九", "form"),
    ],
)
def test_id_numbers(number: str, fault: str | None) -> None:
    assert id_number_fault(number) == fault


@pytest.mark.parametrize(
    ("number", "wrong"),
    [
        ("19900001111", False),
        ("1990000111", True),
        ("12900001111", True),
        ("07635551234", False),
        ("5551234", False),
    ],
)
def test_phones(number: str, wrong: bool) -> None:
    assert phone_fault(number) is wrong


def test_numbers_are_read_however_they_are_spaced() -> None:
    assert plain_digits("４７９９０１ 19800101 123ｘ") == "479901198001 01123X".replace(" ", "")
    assert plain_digits("'199-0000-1111") == "19900001111"


def test_masks_leave_little() -> None:
    assert mask_id_number("479901198001011236") == "47***************6"
    assert mask_phone("19900001121") == "199******21"
    assert mask_name("张三丰") == "张**"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("身份证号479901198001011236。", "身份证号47***************6。"),
        ("479901 19800101 123X", "47**** ******** ***X"),
        ("４７９９０１１９８００１０１１２３６", "４７***************６"),
        ("电话19900001121、199-0000-1122", "电话199******21、199-****-**22"),
        ("联系人：温知行，电话", "联系人：温**，电话"),
        ("479901801001123", "47************3"),
        ("身份证号：47990119801301123X", "身份证号：47***************X"),
    ],
)
def test_personal_data_in_text(text: str, masked: str) -> None:
    assert mask_text(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "地区生产总值15234560000元",
        "总产值13812345678元",
        "共计13812345678.50",
        "2021年8月31日",
        "20210831123",
        "91470000MA00000001",
        "记账凭证第202108310012号",
        "姓名、电话",
        "联系人：由各镇确定一名专职人员",
        "财社〔2021〕12号",
        "4167785元",
    ],
)
def test_what_is_no_personal_data_stays(text: str) -> None:
    assert mask_text(text) == text


@given(st.text(alphabet="0123456789Xx -年月日元.，、张三身份证电话：", max_size=60))
def test_a_mask_is_as_long_as_what_it_hides_and_holds(text: str) -> None:
    once = mask_text(text)
    assert len(once) == len(text)
    assert mask_text(once) == once
