"""What the page says after something was done, by the code in the address that follows."""

from __future__ import annotations

from desk.i18n.languages import message

FLASH_MESSAGES = {
    "noted": message("The note is kept."),
    "decided": message("The decision is kept."),
    "decided_many": message("The decisions are kept."),
    "withdrawn": message("The decision is taken back."),
    "tagged": message("The tag is put on."),
    "untagged": message("The tag is taken off."),
    "assigned": message("It is noted who looks after the file."),
    "followed": message("It is noted on each of the files."),
    "set_aside": message("The file is set aside. This can be undone under “History”."),
    "stands": message("The file stands among the applications."),
    "corrected": message("The correction is kept. It stays, even when the mails are read again."),
    "checked": message("The value is marked as checked. This can be undone under “History”."),
    "classified": message(
        "The correction is kept, even when the mails are read again. It can be undone under “History”."
    ),
    "merged": message("The two applications are one now. This can be undone under “History”."),
    "moved": message("The mail now stands here. This can be undone under “History”."),
    "apart": message("The two applications stay apart."),
    "separated": message("The mail now stands as an application of its own."),
    "undone": message("Undone."),
    "accepted": message("The mail is accepted as an application."),
    "asked_for": message("The next poll fetches the original from the mailbox; then it is an application."),
    "admitted": message("The later mail counts from now on. This can be undone under “History”."),
    "dismissed": message("The mail is dismissed."),
    "again": message("The mail will be read again."),
    "unlocked": message("The file is open: it is being read."),
    "letter_drafted": message("The letter is drafted. Nothing leaves until somebody approves it."),
    "letters_drafted": message("The letters are drafted. Nothing leaves until somebody approves them."),
    "letter_changed": message("The letter is changed."),
    "letter_approve": message("The letter is approved: it goes out at the next sending."),
    "letters_approved": message("The letters are approved, but for those in which something is missing."),
    "letter_recall": message("The letter is a draft again."),
    "letter_withdraw": message("The letter will not be sent."),
    "letter_confirm": message("Noted: the letter went out."),
    "letter_repeat": message("The letter is sent once more at the next sending."),
    "answer_accept": message("Noted: the letter did not arrive."),
    "answer_set_aside": message("The report is set aside."),
    "letter_sent_by_hand": message("Noted: you have sent the letter yourself."),
    "template_kept": message("The template is kept: letters made from now on are made from it."),
    "template_shipped": message("The shipped text holds again."),
    "slots_planned": message("The hours are planned."),
    "slot_removed": message("The hour is taken out."),
    "interviews_assigned": message("The hours are assigned. Nobody is told before a letter is drafted and approved."),
    "interview_moved": message("The interview is moved. The candidate is told by a letter, once it is approved."),
    "interview_cancelled": message(
        "The interview is cancelled. Whoever was told of it gets a letter, once it is approved."
    ),
    "interview_answered": message("The answer is noted."),
    "reply_settled": message("The answer is dealt with."),
    "calendar_revoked": message("The calendar address leads nowhere from now on."),
    "view": message("The view is saved."),
    "dropped": message("The view is removed."),
    "password": message("Your password is changed. Please log in with the new one."),
    "passkey": message("The passkey is registered: from now on it is asked for after the password."),
    "passkey_gone": message("The passkey is removed."),
    "language": message("The language is changed."),
}
