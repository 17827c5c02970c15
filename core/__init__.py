"""What the pages stand on."""

import os

# Before numpy is first imported: its products are small here, and sharing one among threads costs more than it saves.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
