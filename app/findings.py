"""What validation found, as a table."""

from __future__ import annotations

from collections.abc import Sequence

from graph.labels import to_curie
from graph.validate import Finding
from queries.run import Table

LONGEST = 60


def list_findings(findings: Sequence[Finding]) -> Table:
    """Severity, reason, node, property and value of each finding."""
    return Table(("severity", "reason", "node", "property", "value"), tuple(_row(finding) for finding in findings))


def _row(finding: Finding) -> tuple[str, str, str, str, str]:
    value = finding.value if len(finding.value) <= LONGEST else f"{finding.value[:LONGEST]}…"
    return finding.severity, finding.message, to_curie(finding.focus), to_curie(finding.path), value
