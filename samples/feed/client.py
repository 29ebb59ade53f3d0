"""Brings a picture and what was recognised in it to Cortex: python3 client.py SOCKET PICTURE.jpg [SECONDS]

The socket is the one that feed.socket names; `cortex run --camera feed` looks through it. The format: docs/feed.md.
"""
import json
import socket
import sys
import time


def main(path, picture, seconds):
    with open(picture, "rb") as file:
        jpeg = file.read()
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as feed:
        try:
            feed.connect(path)
        except OSError as error:
            print(f"{path}: {error.strerror}; start Cortex with feed.socket set to it, then this", file=sys.stderr)
            return 1
        end = time.monotonic() + seconds
        while True:
            send(feed, {"type": "frame", "bytes": len(jpeg)}, jpeg)
            chair = {"label": "chair", "confidence": 0.8, "box": [0.1, 0.4, 0.35, 0.9]}
            send(feed, {"type": "detections", "objects": [chair]})
            if time.monotonic() >= end:
                break
            time.sleep(0.5)
        # Only errors are answered: what is there when this side has ended is all there was.
        feed.shutdown(socket.SHUT_WR)
        errors = [json.loads(line)["error"] for line in feed.makefile("rb")]
    for error in errors:
        print(error, file=sys.stderr)
    return 1 if errors else 0


def send(feed, message, payload=b""):
    feed.sendall(json.dumps(message).encode() + b"\n" + payload)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2], float(sys.argv[3]) if len(sys.argv) > 3 else 0))
