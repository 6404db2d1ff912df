from __future__ import annotations

from specimens import docx, paragraph, table, zipped

from parsers.values.problems import Reason

BOX = "<w:txbxContent>{}</w:txbxContent>"


def lines(document) -> list[str]:
    return [line for line in document.text.split("\n") if line]


def test_paragraphs_and_tables_come_in_their_order(read):
    body = paragraph("before") + table((paragraph("2015 – 2020"), paragraph("Enseignante"))) + paragraph("after")
    assert lines(read(docx(body))) == ["before", "2015 – 2020\tEnseignante", "after"]


def test_the_columns_of_a_layout_table_do_not_mix(read):
    side = paragraph("Contact") + paragraph("Langues")
    main = paragraph("Expérience") + paragraph("Formation")
    assert lines(read(docx(table((side, main))))) == ["Contact", "Langues", "Expérience", "Formation"]


def test_a_text_box_is_read_once_though_it_is_there_twice(read):
    content = BOX.format(paragraph("in the box"))
    drawing = f"<mc:Choice><w:drawing><wps:txbx>{content}</wps:txbx></w:drawing></mc:Choice>"
    fallback = f"<mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback>"
    body = f"<w:p><w:r><w:t>beside</w:t><mc:AlternateContent>{drawing}{fallback}</mc:AlternateContent></w:r></w:p>"
    assert lines(read(docx(body))) == ["beside", "in the box"]


def test_headers_come_first_and_footers_last_each_once(read):
    data = docx(paragraph("body"), header=paragraph("name"), header1=paragraph("name"), footer=paragraph("page foot"))
    assert lines(read(data)) == ["name", "body", "page foot"]


def test_content_controls_insertions_and_links_are_read(read):
    control = f"<w:sdt><w:sdtContent>{paragraph('controlled')}</w:sdtContent></w:sdt>"
    linked = "<w:hyperlink><w:r><w:t> linked</w:t></w:r></w:hyperlink>"
    inserted = f"<w:p><w:ins><w:r><w:t>inserted</w:t></w:r></w:ins>{linked}</w:p>"
    assert lines(read(docx(control + inserted))) == ["controlled", "inserted linked"]


def test_foot_notes_follow_the_body(read):
    notes = f"<w:footnote>{paragraph('the note')}</w:footnote>"
    assert lines(read(docx(paragraph("body"), footnotes=notes))) == ["body", "the note"]


def hidden(document) -> str:
    return " ".join(problem.sentence for problem in document.problems if problem.code == "hidden_text")


def test_deleted_words_are_hidden(read):
    document = read(docx(paragraph("kept") + "<w:p><w:del><w:r><w:delText>taken back</w:delText></w:r></w:del></w:p>"))
    assert document.text == "kept"
    assert "taken back" in hidden(document)


def test_white_tiny_and_vanished_words_are_hidden(read):
    body = (
        paragraph("seen")
        + paragraph("white words", run='<w:color w:val="FFFFFF"/>')
        + paragraph("tiny words", run='<w:sz w:val="2"/>')
        + paragraph("vanished words", run="<w:vanish/>")
    )
    document = read(docx(body))
    assert document.text == "seen"
    assert all(words in hidden(document) for words in ("white words", "tiny words", "vanished words"))


def test_white_words_in_a_dark_cell_are_read(read):
    cell = '<w:tcPr><w:shd w:val="clear" w:fill="1F3864"/></w:tcPr>' + paragraph(
        "Profil", run='<w:color w:val="FFFFFF"/>'
    )
    document = read(docx(table((cell, paragraph("text")))))
    assert "Profil" in document.text
    assert not hidden(document)


def test_a_style_hides_too(read):
    styles = '<w:style w:styleId="Ghost"><w:rPr><w:vanish/></w:rPr></w:style>'
    document = read(docx(paragraph("seen") + paragraph("ghost", style='<w:pStyle w:val="Ghost"/>'), styles=styles))
    assert document.text == "seen"


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>'
    "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def item(text: str, level: int) -> str:
    return paragraph(text, style=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')


def test_list_labels_are_counted(read):
    body = item("un", 0) + item("deux", 1) + item("trois", 1) + item("quatre", 0) + item("cinq", 1)
    expected = ["1. un", "a) deux", "b) trois", "2. quatre", "a) cinq"]
    assert lines(read(docx(body, numbering=NUMBERING))) == expected


def test_a_legal_label_has_no_number_of_a_level_without_numbers(read):
    numbering = (
        '<w:abstractNum w:abstractNumId="0">'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="none"/><w:lvlText w:val=""/></w:lvl>'
        '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2.%3"/>'
        '</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = item("un", 0) + item("deux", 1) + item("trois", 2)
    assert lines(read(docx(body, numbering=numbering))) == ["I un", "deux", "1..1 trois"]


def test_a_page_break_parts_the_pages_but_gives_no_page_count(read):
    body = paragraph("letter") + '<w:p><w:r><w:br w:type="page"/></w:r></w:p>' + paragraph("curriculum")
    document = read(docx(body))
    assert [document.text[page.start : page.end].strip() for page in document.pages] == ["letter", "curriculum"]
    assert document.page_count is None


def test_a_break_within_a_sentence_does_not_cut_it(read):
    body = "<w:p><w:r><w:t>one long </w:t><w:lastRenderedPageBreak/><w:t>sentence</w:t></w:r></w:p>" + paragraph("next")
    assert lines(read(docx(body))) == ["one long sentence", "next"]


def test_entities_are_not_resolved(read):
    head = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    xml = f'{head}<w:document xmlns:w="w"><w:body>{paragraph("[&x;]")}</w:body></w:document>'
    evil = zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": xml})
    assert read(evil).text.startswith("[")
    assert "root:" not in read(evil).text


def test_tables_nested_without_end_are_bounded(read):
    body = "<w:tbl><w:tr><w:tc>" * 3000 + paragraph("bottom") + "</w:tc></w:tr></w:tbl>" * 3000
    assert read(docx(body)).reason in {Reason.EMPTY, None}


def test_a_cut_file_is_corrupt(read):
    data = docx(paragraph("text"))
    assert read(data[: len(data) // 2]).reason is Reason.CORRUPT


def test_comments_and_link_targets_are_asides_not_text(read):
    document = read(
        docx(paragraph("body"), comments=f"<w:comment w:author='A. Colleague'>{paragraph('remark')}</w:comment>")
    )
    assert document.text == "body"
    assert "remark" in document.asides


def test_a_text_box_of_several_lines_stands_apart(read):
    inner = "".join(paragraph(line) for line in ("Mme Dupont", "Rue de la Gare 1", "063 21 22 23"))
    content = f"<wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx>"
    box = f"<w:r><w:drawing><wps:wsp>{content}</wps:wsp></w:drawing></w:r>"
    anchor = paragraph("Anne Exemple").replace("</w:pPr>", "</w:pPr>" + box)
    text = read(docx(anchor + paragraph("Rue du Puits 1"))).text
    assert text == "Anne Exemple\n\nMme Dupont\nRue de la Gare 1\n063 21 22 23\n\nRue du Puits 1"
