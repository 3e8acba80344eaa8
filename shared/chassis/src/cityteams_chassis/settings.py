"""What every service can be told, from the environment, a settings file or a folder of secrets."""

import os
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

Port = Annotated[int, Field(ge=0, le=65535)]


class ServiceSettings(BaseSettings):
    """Read from `CITYTEAMS_*`, from the file `CITYTEAMS_SETTINGS_FILE` and from the folder `CITYTEAMS_SECRETS_DIR`."""

    model_config = SettingsConfigDict(
        env_prefix="CITYTEAMS_", frozen=True, extra="ignore", env_ignore_empty=True, hide_input_in_errors=True
    )

    nats_url: Annotated[str, Field(pattern=r"^(nats|tls)://")] = "nats://127.0.0.1:4222"
    nats_user: str = ""
    nats_password: SecretStr = SecretStr("")
    store_url: Annotated[str, Field(pattern=r"^(sqlite:///|postgresql\+psycopg://)")]
    health_host: str = "127.0.0.1"
    health_port: Port = 0
    batch_size: Annotated[int, Field(ge=1, le=1000)] = 500
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["auto", "console", "json"] = "auto"

    def __init__(self, **values: Any) -> None:
        places = {"_env_file": "CITYTEAMS_SETTINGS_FILE", "_secrets_dir": "CITYTEAMS_SECRETS_DIR"}
        found = {option: os.environ[name] for option, name in places.items() if os.environ.get(name)}
        if not os.access(file := found.get("_env_file", os.devnull), os.R_OK) or Path(file).is_dir():
            raise SettingsError(f"CITYTEAMS_SETTINGS_FILE: {file} cannot be read; give a file of NAME=value lines")
        if not Path(folder := found.get("_secrets_dir", os.curdir)).is_dir():
            raise SettingsError(f"CITYTEAMS_SECRETS_DIR: {folder} is no folder; give one with a file per secret")
        super().__init__(**(found | values))
