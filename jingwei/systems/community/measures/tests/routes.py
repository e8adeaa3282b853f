"""What does the page of formation types say to the authorisation matrix?"""

from jingwei.kernel.access.duties import Duty
from tests.architecture.routes import page

PAGES = {"community/formations/": page(Duty.FIGURES_SEE)}
