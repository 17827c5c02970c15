"""What a sentence makes of each of its words: the encoder's layers, taught further together with the tagger.

"Calm said no" and "calm at last" are the same letters; what stands around them tells the employer from the feeling.
`scripts/train_tagger.py` teaches the layers and freezes them in whole numbers, which onnxruntime multiplies in a third
of the time that fractions take numpy, while other threads go on. What a word is before its sentence is known comes from
the encoder's own table.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from onnxruntime import InferenceSession, SessionOptions

from core.anonymise.encoder import Encoder
from core.anonymise.weights import Floats

_ERRORS_ALONE = 3  # what onnxruntime may write to the terminal


@dataclass(frozen=True, eq=False)
class Reader:
    encoder: Encoder
    layers: InferenceSession

    def states(self, pieces: Sequence[int]) -> Floats:
        """Say what each piece of one sentence does in it: a row of `encoder.WIDTH` numbers a piece.

        Sentences are read one by one, so that none is read otherwise for what stands beside it: the scales of the
        whole numbers follow what is read together.
        """
        states: Floats = self.layers.run(None, {"rows": self.encoder.begun([pieces])[1]})[0]
        return states


def layers(content: bytes) -> InferenceSession:
    """Open the frozen layers for any number of threads, each of which works out its own text, or raise `ValueError`.

    What onnxruntime raises has no base of its own.
    """
    alone = SessionOptions()
    alone.intra_op_num_threads = 1
    alone.inter_op_num_threads = 1
    alone.log_severity_level = _ERRORS_ALONE
    try:
        return InferenceSession(content, alone, providers=["CPUExecutionProvider"])
    except Exception as fault:
        message = "no layers that onnxruntime can read"
        raise ValueError(message) from fault
