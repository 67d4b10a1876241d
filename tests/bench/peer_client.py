"""Lists the same secrets once with Kubernetes' client for Python, and prints a `PeerRun` of peers.ts as JSON.

Usage: python3 peer_client.py KUBECONFIG CONTEXT SELECTOR
"""

import json
import sys
import time

from kubernetes import client, config


def resident_bytes():
    with open("/proc/self/statm") as memory:
        return int(memory.read().split()[1]) * 4096


kubeconfig, context, selector = sys.argv[1:4]
config.load_kube_config(config_file=kubeconfig, context=context)
api = client.CoreV1Api()
before = resident_bytes()
began = time.monotonic()
secrets = api.list_secret_for_all_namespaces(label_selector=selector).items
wall = (time.monotonic() - began) * 1000
print(json.dumps({"wall": wall, "rows": len(secrets), "grownBytes": resident_bytes() - before}))
