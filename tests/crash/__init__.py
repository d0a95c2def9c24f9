"""Nothing that was answered with success is lost, whatever dies: proved with real processes and SIGKILL.

`python -m tests.crash` is the long run (`make soak`). A house (house.py) is everything that an installation runs;
visitors (visitors.py) write to it all the time; one after the other is killed and comes back (run.py); in the end
what was answered, what is stored and what the mail server took are laid side by side (proof.py).

Nothing of formkit is replaced or hooked. What must fail at an exact step is made to fail from below, by strace
(strace.py): the n-th write to the disk fails, or is the last thing that a process does.
"""
