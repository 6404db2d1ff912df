"""The words for the codes that the store keeps. Each is translated where it is shown."""

from __future__ import annotations

from desk.i18n.languages import message
from parsers.values.profiles import CEFR, NATIVE

SIGNS = {"found": "✓", "contrary": "✗", "to_verify": "?", "not_found": "–", "mentioned": "·"}
"""Beside the word, never instead of it."""

STATES = {
    "found": message("found"),
    "contrary": message("contrary"),
    "to_verify": message("to be checked"),
    "not_found": message("not found"),
}

TOLD_STATES = {**STATES, "mentioned": message("mentioned")}
"""With what a search for words found, which proves nothing."""

STATE_HELP = {
    "found": message("The papers confirm it."),
    "contrary": message("The papers say the contrary."),
    "to_verify": message("The papers contradict each other, or the reading is not certain: please check."),
    "not_found": message("Nothing about it was found in the papers."),
}

DECISIONS = {
    "shortlist": message("Shortlist"),
    "discuss": message("To discuss"),
    "reject": message("Do not retain"),
    "select": message("Select after the interview"),
    "reserve": message("Put on the reserve list"),
}
"""As recruiters say it, of what is to be done and of what was decided."""

DECISION_SIGNS = {"shortlist": "●", "discuss": "◐", "reject": "○", "select": "■", "reserve": "◧"}

STANDINGS = {
    "active": message("In the running"),
    "withdrawn": message("Withdrawn"),
    "excluded": message("Not an application"),
}
"""Whether an application still is one, by a person's word."""

EXCLUSIONS = {
    "spam": message("spam"),
    "newsletter": message("a newsletter or an advertisement"),
    "recommendation": message("a recommendation or a question about somebody else"),
    "test": message("a test"),
    "duplicate": message("a duplicate of another one"),
    "no_person": message("not from a person"),
    "other": message("something else"),
}
"""What it is then, that is no application."""

KINDS = {
    "cv": message("CV"),
    "letter": message("Letter"),
    "cv+letter": message("CV and letter"),
    "diploma": message("Diploma or certificate"),
    "recommendation": message("Recommendation by somebody else"),
    "other": message("Other document"),
}

BODY_KINDS = {
    "letter": message("The letter is in this mail"),
    "cv": message("The CV is in this mail"),
    "cv+letter": message("CV and letter are in this mail"),
    "other": message("Neither CV nor letter is in this mail"),
}
"""What stands in a mail's own text."""

MISSING = {
    "cv": message("CV missing"),
    "letter": message("Letter missing"),
    "cv_unsure": message("CV not found, but not everything could be read"),
    "letter_unsure": message("Letter not found, but not everything could be read"),
}

AWAITS = {
    "failed": message("Mail could not be read"),
    "waiting": message("Later mail to be accepted"),
    "unreadable": message("Unreadable document"),
    "duplicate": message("Possible duplicate"),
    "late": message("Arrived late"),
    "no_longer_matches": message("No longer matches the notice"),
    "missing": message("CV or letter missing"),
    "to_verify": message("Papers to be checked"),
    "problem": message("Remark on reading"),
    "withdrawal": message("Seems to withdraw"),
    "newer_mail": message("Mail received after the file was set aside"),
}

ATTENTION = {
    "near_misses": message("Mails to sort"),
    "failed": message("Failed mails"),
    "later": message("Later mails to be accepted"),
    "unreadable": message("Unreadable documents"),
    "incomplete": message("CV or letter missing"),
    "contradictory": message("Papers to be checked"),
    "standing": message("Withdrawals, and files set aside that got mail"),
    "duplicates": message("Possible duplicates"),
}
"""What awaits a human, in the order of the page "to sort"; the codes are those of the store's count."""

FOUND = {
    "applications": message("Files"),
    "to_sort": message("Mails to sort"),
    "notes": message("Notes and reasons"),
    "documents": message("Documents"),
    "mails": message("Mails of the files"),
    "other_mails": message("Other mails"),
}
"""Where the search looks, in the order of its page."""

REASONS = {
    "encrypted": message("Protected by a password"),
    "corrupt": message("Damaged file"),
    "empty": message("Empty file"),
    "unsupported": message("Format that can't be read"),
    "too_large": message("File too large"),
    "timeout": message("Reading took too long"),
    "crashed": message("Reading failed"),
    "read_with_doubt": message(
        "A scan or photograph could not be read with certainty: compare its text with the picture."
    ),
    "ocr_unavailable": message("Scan: character recognition is not installed"),
    "converter_unavailable": message("Old format: the converter is not installed"),
}

METHODS = {
    "text": message("text of the file"),
    "ocr": message("character recognition (scan)"),
    "none": message("no text"),
}

AGREEMENTS = {
    "agreed": message("Two ways of reading this page found the same words."),
    "alone": message("Some or all of the words on this page were read in one way only."),
    "apart": message("This page may show other words than its text: look at the page itself."),
}

CONTAINERS = {
    "zip": message("in a ZIP archive"),
    "winmail.dat": message("in a winmail.dat file"),
    "eml": message("in an attached mail"),
    "msg": message("in an attached Outlook mail"),
    "p7m": message("in a signed mail"),
}

DISPOSITIONS = {
    "application": message("Application"),
    "late": message("Late application"),
    "near_miss": message("To sort"),
    "auto_reply": message("Automatic reply"),
    "bounce": message("Delivery failure"),
    "internal": message("Internal mail"),
    "unrelated": message("Unrelated mail"),
}

WORDS = {
    "accepted": message("accepted by hand"),
    "asked_for": message("asked for, to be fetched"),
    "dismissed": message("dismissed by hand"),
}
"""What a person last said that a mail is."""

MESSAGE_STATES = {
    "archived": message("waits to be read"),
    "parsed": message("read"),
    "failed": message("could not be read"),
    "skipped": message("not kept"),
}

PROOFS = {
    "proven": message("proven by the receiving mail server"),
    "unproven": message("not proven: the receiving mail server vouches for nothing"),
    "failed": message("probably forged: the receiving mail server says so (DMARC)"),
    "unchecked": message("not checked: no mail server's word is configured (authserv_id)"),
}
"""What is known of a mail's sender."""

SECTORS = {
    "education": message("Education"),
    "cpms": message("CPMS"),
    "other": message("Other sector"),
    "unknown": message("Sector unknown"),
}

PERSON = {
    "name": message("Name"),
    "given_name": message("Given name"),
    "family_name": message("Family name"),
    "email": message("E-mail"),
    "phone": message("Telephone"),
    "postal_code": message("Postcode"),
    "city": message("Town"),
}

SHORT_LABELS = {
    "tenure": message("Tenure"),
    "workload": message("Workload"),
    "qualifications": message("Qualification"),
    "experience_years": message("Experience"),
    "orientation": message("Guidance"),
    "languages": message("Languages"),
    "other_languages": message("Other languages"),
    "language_levels": message("Levels of languages"),
    "current_employer": message("Current employer"),
}
"""What a fact is called that no notice names."""

BESIDE_CRITERIA = ("languages", "other_languages", "language_levels", "current_employer")
"""The facts that no criterion asks for, in the order in which they are shown."""

PHASES = {
    "before": message("not begun"),
    "open": message("under way"),
    "grace": message("closed; late mail is still taken in"),
    "over": message("over"),
    "closed": message("closed by hand"),
}
"""Where a notice stands (`jobs.notices.lifecycle`)."""

NOTICE_DIFFERENCES = {
    "added": message("is in the configuration only"),
    "changed": message("is different in the configuration"),
    "reopened": message("was closed, and is in the configuration again"),
    "gone": message("is no longer in the configuration"),
}
"""How the store's notice and the configuration's differ (`jobs.notices.differences`)."""

JURY_STANDINGS = {
    "not_before": message("not before the jury"),
    "before": message("before the jury, opinions closed"),
    "opened": message("before the jury, opinions open"),
}

LANGUAGE_LEVELS = {**dict(zip(CEFR, CEFR, strict=True)), NATIVE: message("mother tongue")}

TENURES = {"permanent": message("permanent"), "temporary": message("temporary")}

PROBLEMS = {
    "infected": message("The virus scanner found a threat in this mail: do not open its files."),
    "hidden_text": message("The file contains text that readers cannot see; it was not taken into account."),
    "readers_differ": message("Two ways of reading a page found different words: look at the page itself."),
    "letters_doubtful": message("The letters of a page may have been misread: look at the page itself."),
    "page_broken": message("A page could not be read."),
    "body_cut": message("The mail's text is very long: its end was not read."),
    "body_unread": message("The mail's own text could not be read; its files were."),
    "files_left_out": message("The mail holds very many files: the last ones were not read."),
    "text_cut": message("The file's text is very long: no facts were looked for in its end."),
    "members_left_out": message("The archive holds very many files: the last ones were not opened."),
    "too_many_parts": message("The mail has very many parts: only the first ones were read."),
    "member_corrupt": message("A file in the archive can’t be read."),
    "pages_left_out": message("The file is very long: its last pages were not read."),
    "ocr_unavailable": message("A scan could not be read: character recognition is not installed."),
    "nested_too_deeply": message("The mail is nested too deeply to be read in full."),
    "several_applicants": message("The mail seems to forward several people's applications."),
    "withdrawal": message("The candidate seems to withdraw; decide yourself after reading the mail."),
    "program": message("Dangerous: this is a program, a script or a form, not a paper. Do not open it."),
    "active_content": message(
        "Dangerous: it contains macros, scripts or a form. Read its text here and do not open it."
    ),
    "structure": message("The mail's structure is damaged; what could be read was read."),
    **REASONS,
}
"""By code; a code that has no words here keeps its English sentence."""

REVIEWS = {
    "note": message("Note"),
    "decision": message("Decision"),
    "correction": message("Correction"),
    "standing": message("Standing"),
    "kind": message("What it is"),
    "tag": message("Tag"),
    "assign": message("Assigned to"),
    "merge": message("Applications merged"),
    "move": message("Mail moved here from another application"),
    "separate": message("Mail separated"),
    "keep_apart": message("Kept apart"),
    "accept": message("Mail accepted as an application"),
    "admit": message("Later mail accepted"),
    "dismiss": message("Mail dismissed"),
    "jury_present": message("Put before the jury"),
    "jury_open": message("Opinions of the jury opened"),
    "jury_summary": message("Summary of the jury’s chair"),
    "jury_opinion": message("Opinion given in the jury"),
    "jury_abstention": message("Abstention in the jury"),
    "jury_undo": message("Opinion or abstention in the jury taken back"),
    "unlock": message("Password entered for a document"),
    "undo": message("Undone"),
    "login": message("Login"),
    "login_failed": message("Login failed"),
    "provider_login": message("Login through the sign-in service"),
    "sign_in_refused": message("Sign-in refused"),
    "account_made": message("Account made at the first sign-in"),
    "account_released": message("Account released from the sign-in service"),
    "logout": message("Logout"),
    "download": message("Download"),
    "export": message("Export"),
    "erase": message("Data erased"),
    "hold": message("Legal hold"),
    "consent": message("Consent to be kept"),
    "dossier": message("Dossier printed"),
    "reasons": message("Reasons printed"),
    "read_again": message("Reading asked for again"),
    "password": message("Own password changed"),
    "enrolment_link": message("Link for the first passkey made"),
    "passkey_added": message("Passkey registered"),
    "passkey_used": message("Passkey used"),
    "passkey_removed": message("Passkey removed"),
    "passkey_failed": message("Passkey refused"),
    "minutes": message("Minutes made"),
    "letter_draft": message("Letter drafted"),
    "letter_edit": message("Letter changed"),
    "letter_approve": message("Letter approved"),
    "letter_recall": message("Letter taken back to the drafts"),
    "letter_hold": message("Letter back in the drafts: the file changed after it was approved"),
    "letter_withdraw": message("Letter withdrawn"),
    "letter_record_sent": message("Letter sent"),
    "letter_record_refused": message("Letter refused by the server"),
    "letter_put_off": message("Letter put off by the server"),
    "letter_doubt": message("Letter doubtful: it may have gone out"),
    "letter_restore": message("Letter doubtful: a backup was restored"),
    "letter_confirm": message("Doubtful letter: sending confirmed"),
    "letter_repeat": message("Letter to be sent once more"),
    "letter_bounce": message("Letter not delivered, by a mail server's report"),
    "answer_accepted": message("Report on a letter accepted"),
    "answer_set_aside": message("Report on a letter set aside"),
    "letter_sent_by_hand": message("Letter sent by hand"),
    "template_save": message("Template of letters changed"),
    "template_reset": message("Template of letters set back to the shipped text"),
    "notice_close": message("Notice closed"),
    "notice_reopen": message("Notice opened again"),
    "interview_plan": message("Hours for interviews planned"),
    "interview_unplan": message("Hour for an interview taken out"),
    "interview_assign": message("Interview assigned"),
    "interview_move": message("Interview moved"),
    "interview_cancel": message("Interview cancelled"),
    "interview_answer": message("Answer to the invitation noted"),
    "interview_feed": message("Calendar address made"),
    "interview_unfeed": message("Calendar address revoked"),
}

LETTERS = {
    "acknowledgement": message("Acknowledgement of receipt"),
    "missing_papers": message("Missing papers"),
    "unreadable_file": message("Unreadable file"),
    "question_answered": message("Answer to a question"),
    "invitation": message("Invitation to the interview"),
    "selected": message("Selected after the interview"),
    "reserve": message("Reserve list"),
    "refusal": message("Refusal"),
    "reasons": message("Reasons in full"),
    "postponement": message("Postponement"),
    "withdrawal_confirmed": message("Withdrawal confirmed"),
    "interview_moved": message("Interview moved"),
    "interview_cancelled": message("Interview cancelled"),
    "interview_reminder": message("Reminder of the interview"),
}
"""The kinds of letters to candidates."""

LETTER_ANSWERS = {
    "reply": message("The candidate replied"),
    "stranger": message("Somebody replied from another address"),
    "maybe": message("A mail came from this address"),
    "auto_reply": message("Automatic reply"),
    "failed": message("Not delivered"),
    "delayed": message("Delayed, being tried again"),
    "delivered": message("Delivered"),
}
"""What came back on a letter."""

LETTER_FAULTS = {
    "syntax": message("The template can't be read"),
    "not_allowed": message("The template holds more than fields and conditions"),
    "unknown_field": message("The template names a field that does not exist"),
    "empty": message("A field is empty"),
    "no_subject": message("The subject is missing"),
    "no_sentence": message("The reason is not a sentence that the candidate could understand"),
    "no_appeal": message("The information on how to appeal is missing"),
    "no_template": message("There is no template"),
    "no_address": message("There is no address that can be written to"),
    "address_failed": message("A letter to this address came back"),
    "address_differs": message("The file now has another address"),
    "decision_differs": message("This letter no longer matches the decision on the file"),
    "standing_differs": message("The application has been withdrawn or set aside"),
    "hour_given": message("An hour is given: please write the invitation on the page of interviews"),
    "too_long": message("The template is too long"),
}

REFUSALS = {
    "changed": message(
        "The situation has changed since this page was opened. Nothing was changed now. Please open the page again."
    ),
    "done": message("This has already been done, by somebody else or in another window. Nothing was changed now."),
    "unknown": message("The page sent a choice that does not exist. Please open it again and choose once more."),
    "empty": message("No text was entered. Please go back, write your text, and send it again."),
    "unread": message("This mail has not been read yet. Please try again after the next poll."),
    "no_application": message("This mail no longer belongs to a file. Please open it to see where it is now."),
    "first_mail": message("This is the first mail of its file, and stays with it. To move it, merge the two files."),
    "same_application": message("These two are one file already. There is nothing left to do."),
    "other_notice": message("These two files are for different notices, so they are apart in any case."),
    "no_notice": message("There is no such notice. Please open the mail again and choose one of the list."),
    "before_jury": message("This file is already before the jury. There is nothing left to do."),
    "not_before_jury": message("This file is not before the jury. The chair can put it before the jury."),
    "abstains": message("You are abstaining on this file. To give an opinion, first withdraw your abstention."),
    "chair_only": message("This was done by the jury’s chair, who alone can take it back. Please ask the chair."),
    "letter_moved": message(
        "Somebody has changed, approved or sent this letter in the meantime. Your request was not carried "
        "out. Please open it again."
    ),
    "letter_incomplete": message(
        "The information on how to appeal is missing from the letter or was changed. Please restore it word "
        "for word, then approve."
    ),
    "letter_twice": message(
        "This candidate already has a letter of this kind. Please change that letter, or withdraw it first."
    ),
    "interview_moved": message(
        "Somebody has changed this interview in the meantime. Your request was not carried out. Please look again."
    ),
    "interview_twice": message("This candidate already has an interview. To give another hour, move the interview."),
    "slot_taken": message("This hour is already assigned to somebody else. Please choose another one."),
    "slot_twice": message("A room or a jury would be booked twice at the same time. Please choose another time."),
    "template_moved": message(
        "Somebody has changed this template in the meantime. Please open it again: the latest version is theirs."
    ),
    "view_too_long": message("The filters of this view are too long to be saved. Please use fewer or shorter ones."),
    "views_full": message("You have 50 saved views. Please remove one before you save another."),
}
"""What happened, and what to do now, where something that a person asked for was not done (`store.errors.Refusal`)."""

LETTER_FAULT_FIELDS = {
    "no_subject": "subject",
    "no_address": "to",
    "address_failed": "to",
    "address_differs": "to",
    "decision_differs": "",
    "standing_differs": "",
    "hour_given": "",
}
"""In which field of a letter a fault is mended; in none of it where it is empty, all others in its text."""

SELECTION = {
    "undecided": message("No decision yet"),
    "no_address": message("No address"),
    "faulty": message("Something is missing"),
    "to_draft": message("To be drafted"),
    "other": message("The decision has changed since"),
}
"""Where a candidate stands in the selection run, before there is a letter."""

MEETINGS = {
    "preselection": message("Minutes of the preselection"),
    "jury": message("Minutes of the jury"),
}

ANSWERS = {
    "accepted": message("will come"),
    "tentative": message("may come"),
    "declined": message("will not come"),
}
"""What a candidate answers to an invitation."""

REPLY_VERDICTS = {
    "unknown": message("none of our interviews is meant."),
    "stranger": message("another address than the one that was invited."),
    "unproven": message("nothing proves its sender"),
    "outdated": message("this answer refers to an earlier day or hour."),
    "older": message("something newer is noted at the interview."),
    "cancelled": message("the interview was cancelled."),
    "taken": message("noted at the interview."),
}
"""What became of a calendar's answer."""

PLAN_FAULTS = {
    "no_days": message("Nothing was planned: no day was given."),
    "no_rooms": message("Nothing was planned: no room was given."),
    "no_room": message("Nothing was planned: no interview fits between these hours."),
    "minutes": message("Nothing was planned: an interview lasts from 5 to 480 minutes."),
    "too_many": message("Nothing was planned: this would make more than 500 hours."),
    "unreadable": message("Nothing was planned: a day or an hour is not valid."),
}

PLAN_FAULT_FIELDS = {
    "no_days": "days",
    "no_rooms": "rooms",
    "no_room": "begins",
    "minutes": "minutes",
    "too_many": "days",
}
"""In which field of a plan a fault is mended; all others among its days."""

PROPOSAL_ORDERS = {"arrival": message("By arrival"), "name": message("By name")}

WAYS = {
    "smtp": message("by the mail server"),
    "graph": message("by Microsoft 365"),
    "drafts": message("put into the Drafts folder"),
    "hand": message("by hand"),
}

LETTER_STATES = {
    "draft": message("Draft"),
    "approved": message("Approved"),
    "sending": message("Being sent"),
    "sent": message("Sent"),
    "failed": message("Failed"),
    "doubtful": message("Doubtful"),
    "withdrawn": message("Withdrawn letter"),
}

OPINION_STATES = {
    "none": message("not begun"),
    "draft": message("draft"),
    "given": message("given"),
    "abstains": message("abstains"),
}
"""How far a member of the jury is with an opinion."""

ROLES = {
    "reader": message("reader"),
    "recruiter": message("recruiter"),
    "chair": message("chair of the jury"),
    "jury": message("member of the jury"),
}

LEFT_OUT = {
    "superseded": message("superseded by a newer document"),
    "late": message("arrived late, where something came in time"),
    "waiting": message("waits until a person accepts the mail"),
    "third_party": message("somebody else wrote it about the candidate"),
    "failed": message("could not be read again"),
}
"""Why a text says nothing of a fact."""

VOICES = {
    "own": message("Candidate's words"),
    "signature": message("Signature"),
    "quoted": message("Quoted text"),
    "forward_header": message("Head of the forwarded mail"),
    "boilerplate": message("Automatic mention"),
}

LOOKS = {
    "list": message("List"),
    "sort": message("To sort"),
    "search": message("Search"),
    "export": message("Export"),
    "print": message("Printed dossier"),
    "compare": message("Comparison"),
    "journal": message("Journal"),
    "dossier": message("Application"),
    "document": message("Document"),
    "download": message("Download"),
    "mail": message("Mail"),
    "letter": message("Letter"),
    "access_log": message("Consultations"),
    "access": message("Copy for the person"),
    "copy": message("Backup"),
    "sql": message("Question in SQL"),
    "interviews": message("Interviews"),
}
"""What somebody looked at (`desk.web.access`, `jobs.runtime.looks`)."""

CRITERION_KINDS = {
    "language": message("Language, from a level"),
    "licence": message("Licence, certificate or registration"),
    "years": message("Years of experience in a field"),
    "experience_of": message("Experience with a subject"),
    "qualification": message("Diploma of a level or a field"),
    "place": message("Where the candidate lives"),
    "availability": message("From when the candidate is available"),
    "mentioned": message("Words that are looked for"),
    "tenure": message("Permanent appointment in education"),
    "workload": message("Present workload in education"),
    "experience": message("Years in education or CPMS"),
    "qualifications": message("Any diploma"),
    "orientation": message("Experience in guidance"),
}
"""What a notice may ask (docs/notices.md)."""

CRITERION_HELP = {
    "language": message("The level, the mother tongue, or words for a level such as “fluent”."),
    "licence": message(
        "Found if the papers name it; a sentence such as “no driving licence” is shown as the contrary."
    ),
    "years": message("The posts of the career are added up, overlaps once, up to the closing date."),
    "experience_of": message(
        "A post, a task or a course of the candidate’s own shows it; an interest or a wish does not."
    ),
    "qualification": message("A diploma that is held, not one that is still being studied for."),
    "place": message("Shown for information: postal code and town. It excludes nobody."),
    "availability": message("Shown for information, in the candidate’s words. It excludes nobody."),
    "mentioned": message("Shown for information if the words occur; they prove nothing."),
    "tenure": message("In a school or a centre; other contracts do not count."),
    "workload": message("As a share of full time, in schools and centres: 0.5 is half-time."),
    "experience": message("Up to the closing date; overlaps count once, and other sectors do not count."),
    "qualifications": message("Any diploma or title that is held."),
    "orientation": message("Experience or training in the guidance of pupils and adults."),
}

CRITERION_PARAMETERS = {
    "language": message("Which language"),
    "from_level": message("From which level"),
    "sets": message("Suggestions"),
    "terms": message("Your own words, one on each line"),
    "at_least": message("At least"),
    "more_than": message("More than"),
    "examples": message("Sentences to try it on, one on each line"),
}

CRITERION_PARAMETER_HELP = {
    "sets": message("Each box you tick adds the words that the program already knows for it, in four languages."),
    "terms": message("Capitals and accents do not count. An asterisk stands for any ending: accueil*."),
    "examples": message("Put what is to be recognised between [ ]; a sentence without [ ] must not be recognised."),
}

WORD_SETS = {
    "driving_b": message("driving licence B"),
    "first_aid": message("first aid"),
    "nursing_registration": message("registration as a nurse"),
    "school": message("school, CPMS"),
    "hospital": message("hospital"),
    "nursing": message("nursing"),
    "social_work": message("social work"),
    "administration": message("administration, secretariat"),
    "reception": message("reception"),
    "childcare": message("childcare"),
    "employment": message("employment, job guidance"),
}

TITLE_LEVELS = {
    "secondary": message("end of secondary school"),
    "bachelor": message("bachelor"),
    "master": message("master"),
}

NOTICE_EXAMPLES = {
    "hospital": message("A hospital looks for nurses"),
    "commune": message("A commune looks for a clerk at its counter"),
    "job-centre": message("A job centre looks for an adviser"),
}

NOTICE_FIELDS = {
    "title": message("Title"),
    "subject": message("Words in the subject"),
    "closes_at": message("Last day"),
    "slug": message("Short name"),
    "internal_domains": message("Mail domains of your office"),
    "timezone": message("Time zone"),
    "criteria": message("Criteria"),
    "key": message("Name in exports"),
    "labels": message("Label"),
    "headings": message("Heading of the column"),
    "eliminates": message("Required: nobody is chosen who does not meet it"),
    **CRITERION_PARAMETERS,
}
"""By key of the configuration what its field is called."""
