"""`python -m benchmarks.peak COMMAND …`: run a command and print the most kilobytes that it held.

A process of its own, because Linux counts the memory of whoever starts a program into that program's peak.
"""

import resource
import subprocess
import sys

status = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(status)
