#!/bin/sh
# Speaks the sample question again: 16 kHz, mono, 16 bits, as a microphone would give it. Needs espeak-ng and ffmpeg.
set -eu
cd "$(dirname "$0")"
espeak-ng -v en-gb -s 165 --stdout "What is in front of me?" |
    ffmpeg -hide_banner -loglevel error -y -i pipe:0 -ar 16000 -ac 1 -c:a pcm_s16le -fflags +bitexact -flags +bitexact question.wav
