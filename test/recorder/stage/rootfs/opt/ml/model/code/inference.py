import json
import os

THRESHOLD = float(os.environ.get("THRESHOLD", "0.5"))


def model_fn(model_dir):
    with open(os.path.join(model_dir, "config.json")) as config:
        return json.load(config)


def predict_fn(rows, model):
    # TODO: scale the columns as in training
    return [0.07 * (len(row) % 13) for row in rows]
