"""The README names every refusal of KPIs."""

import re
from pathlib import Path

from cityteams_clusters.domain import kpis

README = (Path(__file__).parents[3] / "services" / "clusters" / "README.md").read_text("utf-8")


def test_the_charter_names_every_refusal_of_kpis():
    sources = [path.read_text("utf-8") for path in Path(str(kpis.__file__)).parent.glob("*.py")]
    codes = {code for text in sources for code in re.findall(r'Rejected\(\s*"([a-z-]+)"', text)}
    assert len(codes) > 30
    assert [code for code in sorted(codes) if f"`{code}`" not in README] == []
