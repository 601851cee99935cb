"""Personal data (个人信息): ID numbers and telephones in text, whether they can be real, and how they are masked.

The one place that decides what a mask leaves. Lists masked in different ways can be joined again, so every mask is the
same and leaves little: of an ID number the province and the last character, without birth date or district
(``44***************3``); of a telephone the first three and last two digits (``138******21``); of a name its first
character (``张*``); of an account number the last four digits. A mask has as many characters as what it hides, so that
every offset into a masked text still holds.

Source: GB 11643-1999 (公民身份号码), GB/T 35273-2020 (个人信息安全规范) 去标识化.
"""

from __future__ import annotations

from .identity import digest, id_number_fault, is_masked, phone_fault, plain_digits
from .mask import mask_account, mask_id_number, mask_name, mask_phone, mask_text

__all__ = [
    "digest",
    "id_number_fault",
    "is_masked",
    "mask_account",
    "mask_id_number",
    "mask_name",
    "mask_phone",
    "mask_text",
    "phone_fault",
    "plain_digits",
]
