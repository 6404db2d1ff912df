from __future__ import annotations

import sys
from pathlib import Path

# Workers load a task's function by its module's name, which pytest's importlib mode does not give to test modules.
sys.path.append(str(Path(__file__).parent))
