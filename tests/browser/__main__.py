"""``python -m tests.browser``: say which Chromium the tests would take; status 1 without one."""

import sys

from tests.browser.chromium import chromium

sys.exit(print(found) if (found := chromium()) else 1)
