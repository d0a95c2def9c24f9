from dataclasses import replace

from formkit.channels import open_senders
from formkit.channels.mail.caught import MailCatcher, caught_mails, mail_folder, read_mail
from formkit.settings import load_settings, with_dev_defaults
from tests.channels.letters import NOON, SENDER, delivery


def test_without_a_mail_server_mail_is_caught_in_the_workspace(tmp_path):
    settings = with_dev_defaults(load_settings(tmp_path, {}), "http://127.0.0.1:8000")
    open_senders(settings)["mail"].send(delivery())
    (mail,) = caught_mails(mail_folder(settings))
    assert (mail.name, mail.subject, mail.to) == ("20260301T120000-d1", "Order from Ada", "owner@rosegarden.example")


def test_a_caught_mail_is_read_as_it_would_arrive(tmp_path):
    MailCatcher(tmp_path, SENDER).send(delivery(subject="Сұрақ"))
    mail = read_mail(tmp_path, "20260301T120000-d1")
    assert mail is not None
    assert ("Subject", "Сұрақ") in mail.headers
    assert "Twelve roses" in mail.text
    assert mail.html.startswith("<!DOCTYPE html>")


def test_a_name_in_several_encoded_words_is_read_whole(tmp_path):
    name = "Пекарня «Хлеб и Соль» на Первомайской"
    MailCatcher(tmp_path, SENDER).send(delivery(site_name=name))
    mail = read_mail(tmp_path, "20260301T120000-d1")
    assert caught_mails(tmp_path)[0].sender == f"Ada Example via {name} <{SENDER}>"
    assert mail is not None
    assert dict(mail.headers)["From"] == f"Ada Example via {name} <{SENDER}>"


def test_the_newest_mail_stands_first_and_a_repeat_stands_once(tmp_path):
    catcher = MailCatcher(tmp_path, SENDER)
    for each in (delivery(), delivery(), replace(delivery(number=2), created_at=NOON.replace(hour=13))):
        catcher.send(each)
    assert [mail.name[-2:] for mail in caught_mails(tmp_path)] == ["d2", "d1"]


def test_only_mails_of_the_folder_are_read(tmp_path):
    (tmp_path / "secret.eml").write_bytes(b"Subject: secret\r\n\r\n")
    folder = tmp_path / "mail"
    assert caught_mails(folder) == ()
    assert read_mail(folder, "../secret") is None
