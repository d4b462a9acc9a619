"""What claims let a reader see: everything missing, doubtful or old lets nobody in."""

from __future__ import annotations

import datetime as dt

import pytest
import streamlit as st
from streamlit.runtime.secrets import secrets_singleton

from data_pipeline.errors import Correctable
from data_pipeline.privacy.rights import NotAllowed, Person, Role, require
from data_pipeline.settings import Settings
from ui.entry import claims, session, signed_out
from ui.entry.claims import Expired, NoEntry

NOW = dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)
SECRETS = {
    "auth": {"client_id": "here", "entra": {"client_id": "entra-here"}},
    "vaeksttavlen": {"claim": "groups", "roles": {"g1": "observer", "g2": "partner", "g3": "administrator"}},
}
TOKEN = {"exp": NOW.timestamp() + 60, "aud": "here", "groups": ["g2"], "name": "Per"}


def of(secrets=SECRETS, **said) -> Person:
    token = {name: value for name, value in (TOKEN | said).items() if value is not None}
    return claims.person(token, secrets, NOW)


@pytest.mark.parametrize(
    ("groups", "role"),
    [("g1", "observer"), (["g1", "x"], "observer"), (["g3", "g1"], "administrator"), (["g1", "g2"], "partner")],
)
def test_the_highest_role_counts(groups, role):
    assert of(groups=groups) == Person("Per", Role(role))


@pytest.mark.parametrize("groups", [None, [], "x", ["x"], "", {"g2": 1}, 7, ["G2"], ["g"], True])
def test_no_role_no_entry(groups):
    with pytest.raises(NoEntry) as refused:
        of(groups=groups)
    assert refused.value.why == "no role"


def test_groups_that_the_provider_leaves_out_are_told():
    """Entra names them by reference for people in more than 200."""
    with pytest.raises(NoEntry, match="so many groups") as refused:
        of(groups=None, _claim_names={"groups": "src1"}, _claim_sources={"src1": {"endpoint": "https://graph"}})
    assert refused.value.why == "too many groups"
    assert of(_claim_names={"photo": "src1"}).role is Role.PARTNER


@pytest.mark.parametrize(
    ("claim", "bound"),
    [
        ("viborg", {"viborg"}),
        (["viborg-2014", "skive"], {"viborg-2014", "skive"}),
        ([], set()),
        ("", {""}),
        ({"viborg": 1}, set()),
        (7, set()),
        ([None, ["viborg"], "skive"], {"skive"}),
    ],
)
def test_agreements_bind_and_what_names_none_binds_to_nothing(claim, bound):
    """Only without the claim does a role hold for all."""
    assert of(agreements=claim).agreements == bound
    assert of().agreements is None
    with pytest.raises(NoEntry) as refused:
        of(_claim_names={"agreements": "src1"})
    assert refused.value.why == "too many agreements"


@pytest.mark.parametrize("until", [None, 0, NOW.timestamp(), "2999-01-01", True, float("nan")])
def test_a_time_that_is_over_or_no_time_ends_the_session(until):
    with pytest.raises(Expired):
        of(exp=until)


@pytest.mark.parametrize("audience", [None, "", "there", ["there"], [], ["entra-here"]])
def test_a_token_for_others_opens_nothing(audience):
    with pytest.raises(NoEntry) as refused:
        of(aud=audience)
    assert refused.value.why == "audience"


def test_a_provider_has_a_client_id_of_its_own():
    assert of(aud=["there", "here"], provider="default").role is Role.PARTNER
    assert of(aud="entra-here", provider="entra").role is Role.PARTNER
    with pytest.raises(NoEntry):
        of(aud="here", provider="entra")
    assert claims.providers(SECRETS) == ["entra"]
    assert claims.providers({"auth": {"client_id": "here"}}) == []


@pytest.mark.parametrize("secrets", [{}, {"auth": {}}, {"auth": {"client_id": ""}}, {"auth": {"client_id": "here"}}])
def test_without_a_client_or_a_mapping_nobody_enters(secrets):
    with pytest.raises(NoEntry):
        of(secrets)
    with pytest.raises(NoEntry):
        of(secrets, aud=None)


def test_a_role_there_is_not_is_told_to_whoever_runs_it():
    with pytest.raises(Correctable, match="g9"):
        of({**SECRETS, "vaeksttavlen": {"claim": "groups", "roles": {"g9": "admin"}}})


def test_the_name_is_the_best_there_is():
    assert of(name=None, email="p@x.dk", preferred_username="pp").name == "pp"
    assert of(name=None).name == "?"


def test_secrets_that_can_not_be_read_are_not_no_secrets(tmp_path, monkeypatch):
    """A slip of the pen in the file must not open the dashboard to everybody on the machine."""
    path = tmp_path / "secrets.toml"
    before = st.get_option("secrets.files")
    try:
        st.config.set_option("secrets.files", [str(path)])
        secrets_singleton._reset()
        assert session.signs_in() is False
        assert session.person().role is Role.ADMINISTRATOR
        path.write_text("[auth\nclient_id = 1", encoding="utf-8")
        with pytest.raises(Correctable, match=r"secrets\.toml"):
            session.person()
        assert not session.is_open()
        path.write_text('[auth]\nclient_id = "here"\n', encoding="utf-8")
        assert session.signs_in()
        assert not session.is_open()
    finally:
        st.config.set_option("secrets.files", before)
        secrets_singleton._reset()


def test_signing_out_ends_one_sign_in_until_its_token_ends():
    here = {"iss": "p", "sub": "1", "iat": 1, "exp": NOW.timestamp() + 60}
    there = here | {"iat": 2}
    signed_out.note(here, NOW)
    assert signed_out.is_noted(here)
    assert not signed_out.is_noted(there)
    signed_out.note(there, NOW + dt.timedelta(seconds=61))
    assert not signed_out.is_noted(here), "one whose token is over need not be remembered"
    signed_out.note({}, NOW)
    assert not signed_out.is_noted({})


def test_a_role_may_what_the_ones_below_it_may():
    observer, partner, administrator = (Person("x", role) for role in Role)
    assert [one.may(Role.PARTNER) for one in (observer, partner, administrator)] == [False, True, True]
    require(administrator, Role.PARTNER)
    with pytest.raises(NotAllowed):
        require(observer, Role.PARTNER)


def test_the_role_without_sign_in_is_a_setting():
    assert Settings.read({}).role is Role.ADMINISTRATOR
    assert Settings.read({"VAEKSTTAVLEN_ROLE": "observer"}).role is Role.OBSERVER
    with pytest.raises(Correctable, match="observer, partner, administrator"):
        Settings.read({"VAEKSTTAVLEN_ROLE": "admin"})
    with pytest.raises(Correctable, match="The nearest is observer"):
        Settings.read({"VAEKSTTAVLEN_ROLE": "meeting"})
