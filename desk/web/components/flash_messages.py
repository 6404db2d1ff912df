"""What the page says after something was done, by the code in the address that follows."""

from __future__ import annotations

from desk.i18n.languages import message

FLASH_MESSAGES = {
    "noted": message("The note is saved."),
    "decided": message("The decision is saved."),
    "decided_many": message("The decisions are saved."),
    "withdrawn": message("The decision is taken back."),
    "tagged": message("The tag is added."),
    "untagged": message("The tag is removed."),
    "assigned": message("The person responsible for the file has been recorded."),
    "followed": message("It is noted on each of the files."),
    "set_aside": message("The file is set aside. This can be undone under “History”."),
    "stands": message("The file is back among the applications."),
    "corrected": message("The correction is saved. It remains, even when the mails are read again."),
    "checked": message("The value is marked as checked. This can be undone under “History”."),
    "classified": message(
        "The correction is saved, even when the mails are read again. It can be undone under “History”."
    ),
    "merged": message("The two applications are now one. This can be undone under “History”."),
    "moved": message("The mail is now here. This can be undone under “History”."),
    "apart": message("The two applications stay apart."),
    "separated": message("The mail is now a separate application."),
    "undone": message("Undone."),
    "accepted": message("The mail is accepted as an application."),
    "joined": message(
        "The mail is accepted: it joins the file of a candidate who has written before. A file has the number of its "
        "first mail."
    ),
    "asked_for": message(
        "The original will be fetched from the mailbox at the next poll; the mail will then be an application."
    ),
    "admitted": message("The later mail counts from now on. This can be undone under “History”."),
    "dismissed": message("The mail is dismissed."),
    "again": message("The mail will be read again."),
    "unlocked": message("The file is unlocked: it is being read."),
    "letter_drafted": message("The letter is drafted. It is sent only once somebody has approved it."),
    "letters_drafted": message("The letters are drafted. They are sent only once somebody has approved them."),
    "letter_changed": message("The letter is changed."),
    "letter_approve": message("The letter is approved: it will be sent with the next batch."),
    "letters_approved": message("The letters are approved."),
    "letter_recall": message("The letter is a draft again."),
    "letter_withdraw": message("The letter will not be sent."),
    "letter_confirm": message("Noted: the letter went out."),
    "letter_repeat": message("The letter is sent once more at the next sending."),
    "answer_accept": message("Noted: the letter did not arrive."),
    "answer_set_aside": message("The report is set aside."),
    "letter_sent_by_hand": message("Noted: you have sent the letter yourself."),
    "template_kept": message("The template is saved: letters made from now on will use it."),
    "template_shipped": message("The shipped text applies again."),
    "slots_planned": message("The hours are planned."),
    "slot_removed": message("The hour is removed."),
    "interviews_assigned": message(
        "The hours are assigned. Candidates are told only once a letter has been drafted and approved."
    ),
    "interview_moved": message("The interview is moved. Please write the letter that tells the candidate."),
    "interview_cancelled": message(
        "The interview is cancelled. Whoever was told of it gets a letter, once it is approved."
    ),
    "interview_answered": message("The answer is noted."),
    "reply_settled": message("The answer is dealt with."),
    "calendar_revoked": message("The calendar address is no longer valid."),
    "opinion_drafted": message("The draft is saved. Nobody else can see it."),
    "opinion_given": message("Your opinion is given. The others are shown it once the chair opens the opinions."),
    "abstained": message("Your abstention is noted. This file will no longer be shown to you."),
    "taken_back": message("It has been undone. Both entries remain in the journal."),
    "presented": message("It is now before the jury."),
    "presented_many": message("They are before the jury now."),
    "opened": message("The opinions are open: the jury and those who read the file are shown them."),
    "summed_up": message("The summary is saved."),
    "view": message("The view is saved."),
    "dropped": message("The view is removed."),
    "password": message("Your password is changed. Please log in with the new one."),
    "passkey": message("The passkey is registered: from now on it is asked for after the password."),
    "passkey_gone": message("The passkey is removed."),
    "language": message("The language is changed."),
}
