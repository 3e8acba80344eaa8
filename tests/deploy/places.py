"""Where the deployment files are, and which services they must know."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
PERMISSIONS = DEPLOY / "nats" / "permissions.conf"
SERVICES = sorted(path.parent.name for path in (ROOT / "services").glob("*/pyproject.toml"))
