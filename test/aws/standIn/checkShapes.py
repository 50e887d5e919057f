"""Holds requests and answers to botocore's own service models, which the AWS CLI is made of.

Reads {"service", "operation", "input", "output"} objects, one a line; prints what does not fit.
"""

import json
import sys

import botocore.loaders
import botocore.model
import botocore.validate

LOADER = botocore.loaders.Loader()
MODELS = {}


def model_of(service):
    if service not in MODELS:
        description = LOADER.load_service_model(service, "service-2")
        MODELS[service] = botocore.model.ServiceModel(description, service)
    return MODELS[service]


def misfits(shape, value, path):
    kind = shape.type_name
    if kind == "structure":
        if not isinstance(value, dict):
            return [f"{path} is no {shape.name}"]
        found = [f"{path} lacks {name}" for name in shape.required_members if name not in value]
        for name, member in value.items():
            if name not in shape.members:
                found.append(f"{path} has no {name}")
            else:
                found += misfits(shape.members[name], member, f"{path}.{name}")
        return found
    if kind == "list":
        if not isinstance(value, list):
            return [f"{path} is no list"]
        return [bad for n, one in enumerate(value) for bad in misfits(shape.member, one, f"{path}[{n}]")]
    if kind == "string":
        return string_misfits(shape, value, path)
    if kind == "timestamp":
        # The JSON protocols have seconds since the epoch.
        return [] if isinstance(value, (int, float)) else [f"{path} is no timestamp"]
    if kind in ("integer", "long"):
        return [] if isinstance(value, int) else [f"{path} is no number"]
    if kind == "boolean":
        return [] if isinstance(value, bool) else [f"{path} is no boolean"]
    return [f"{path}: a {kind} is not checked"]


def string_misfits(shape, value, path):
    if not isinstance(value, str):
        return [f"{path} is no text"]
    if shape.enum and value not in shape.enum:
        return [f"{path} is none of {', '.join(shape.enum)}"]
    least, most = shape.metadata.get("min", 0), shape.metadata.get("max", len(value))
    return [] if least <= len(value) <= most else [f"{path} is {len(value)} long, not {least} to {most}"]


def check(line):
    asked = json.loads(line)
    operation = model_of(asked["service"]).operation_model(asked["operation"])
    name = f"{asked['service']}.{asked['operation']}"
    found = misfits(operation.input_shape, asked["input"], f"{name} input")
    return found + misfits(operation.output_shape, asked["output"], f"{name} output")


if __name__ == "__main__":
    print(json.dumps([bad for line in sys.stdin if line.strip() for bad in check(line)]))
