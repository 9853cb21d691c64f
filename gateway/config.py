"""Settings of the gateway."""

from dataclasses import dataclass
from datetime import timedelta

from chassis.config import Settings, setting


@dataclass(frozen=True, kw_only=True)
class GatewaySettings(Settings):
    """What the gateway needs beyond the settings of every part."""

    public_url: str = setting(
        "EGRET_PUBLIC_URL", "http://localhost:8080", "Address people open; https turns on secure cookies."
    )
    session_hours: int = setting("EGRET_SESSION_HOURS", 168, "Hours until a person has to sign in again.")
    session_idle_hours: int = setting(
        "EGRET_SESSION_IDLE_HOURS", 72, "Hours without a request until a person has to sign in again."
    )
    second_factor_days: int = setting(
        "EGRET_SECOND_FACTOR_GRACE_DAYS", 14, "Days organizers and administrators may do without a second factor."
    )
    link_hours: int = setting("EGRET_LINK_HOURS", 72, "Hours a sign-in link made by an organizer is good for.")
    streams: int = setting("EGRET_STREAMS", 2000, "How many live activity streams one process serves at the same time.")
    trusted_proxies: int = setting(
        "EGRET_TRUSTED_PROXIES", 0, "Proxies in front of the gateway whose X-Forwarded headers are believed; 0: none."
    )
    metrics_token: str = setting(
        "EGRET_METRICS_TOKEN", "", "Password (basic authentication) that opens /metrics to others than this machine."
    )
    upload_limit: int = setting("EGRET_UPLOAD_LIMIT", 200 << 20, "Largest upload in bytes, whatever a form allows.")

    organiser: str = setting(
        "EGRET_ORGANISER", "厦门市信息协会", "Name of the institution, in the head and foot of every page."
    )
    organiser_en: str = setting(
        "EGRET_ORGANISER_EN",
        "Xiamen Information Industry Association",
        "Its name on English pages, to be set with the name above; empty: the Chinese one.",
    )
    address: str = setting(
        "EGRET_ADDRESS",
        "厦门市思明区长青路1号通宝大厦19楼1903室",
        "Postal address of the institution, in the foot of every page.",
    )
    address_en: str = setting(
        "EGRET_ADDRESS_EN",
        "Room 1903, 19/F, Tongbao Building, 1 Changqing Road, Siming District, Xiamen",
        "Its postal address on English pages, to be set with the one above; empty: the Chinese one.",
    )
    phone: str = setting(
        "EGRET_PHONE", "0592-5092199", "Telephone number of the institution, in the foot of every page."
    )
    filing: str = setting("EGRET_FILING", "", "Registration number of the website (备案号), in the foot of every page.")
    complaint_days: int = setting(
        "EGRET_COMPLAINT_DAYS", 1095, "Days a complaint or report is kept after it was answered."
    )
    limit_complaints: int = setting(
        "EGRET_LIMIT_COMPLAINTS", 5, "Complaints and reports taken in from one network address within an hour."
    )
    limit_codes: int = setting(
        "EGRET_LIMIT_CODES",
        6,
        "Codes and links to one address within an hour before they are spaced, from one network or known browser. "
        "0, as each limit: no limit.",
    )
    limit_codes_address: int = setting(
        "EGRET_LIMIT_CODES_ADDRESS",
        12,
        "Codes and links sent to one address within an hour before they are spaced, whichever unknown networks ask.",
    )
    limit_codes_network: int = setting(
        "EGRET_LIMIT_CODES_NETWORK", 300, "Codes and links asked for from one network address within an hour."
    )
    limit_tries: int = setting("EGRET_LIMIT_TRIES", 20, "Wrong codes for one address within an hour, from one network.")
    limit_passwords: int = setting(
        "EGRET_LIMIT_PASSWORDS", 10, "Passwords tried for one address within 15 minutes, from one network."
    )
    limit_passwords_address: int = setting(
        "EGRET_LIMIT_PASSWORDS_ADDRESS", 100, "Passwords tried for one address within 15 minutes, from anywhere."
    )
    limit_tries_network: int = setting(
        "EGRET_LIMIT_TRIES_NETWORK", 100, "Wrong codes and passwords from one network address within an hour."
    )
    limit_registrations: int = setting(
        "EGRET_LIMIT_REGISTRATIONS", 200, "Registrations from one network address within an hour."
    )
    export_days: int = setting("EGRET_EXPORT_DAYS", 7, "Days a person can download what was gathered about them.")
    exports_per_day: int = setting("EGRET_EXPORTS_PER_DAY", 3, "Exports a person can ask for within 24 hours.")
    export_patience: float = setting(
        "EGRET_EXPORT_PATIENCE", 900.0, "Seconds to wait for every part's answer to an export."
    )
    spent_days: int = setting("EGRET_SPENT_DAYS", 30, "Days that used or expired sign-in links are kept.")

    styleguide: bool = setting("EGRET_STYLEGUIDE", False, "Serve /styleguide, every component in every state.")

    @property
    def grace(self) -> timedelta:
        """How long those who need a second factor may do without, from their first sign-in in such a role."""
        return timedelta(days=self.second_factor_days)

    @property
    def secure(self) -> bool:
        """True where people reach the gateway over TLS."""
        return self.public_url.startswith("https://")
