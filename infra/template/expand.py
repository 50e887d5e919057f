"""Expand the SAM template into plain CloudFormation, as AWS does on deployment.

    python infra/template/expand.py [template.yaml] > expanded.json

For development and CI only. cfn-lint sees mistakes in the expanded form (an action that IAM does not
know, say) that it can't see in the SAM one.
"""

import json
import logging
import os
import sys

# The translator asks boto for a region to choose the partition.
os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")

from samtranslator.translator.transform import transform  # noqa: E402
from samtranslator.yaml_helper import yaml_parse  # noqa: E402


class NoManagedPolicies:
    """The template names none by their short names, so nothing has to be asked of IAM."""

    def load(self):
        return {}


def expand(path):
    with open(path, encoding="utf-8") as file:
        template = yaml_parse(file)
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            # What `sam package` does: a folder on disk becomes an object in a bucket.
            resource["Properties"]["CodeUri"] = {"Bucket": "bucket", "Key": "key"}
    return transform(template, {}, NoManagedPolicies())


if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING)
    json.dump(expand(sys.argv[1] if len(sys.argv) > 1 else "template.yaml"), sys.stdout, indent=2)
    print()
