"""What does the page of the system say to the authorisation matrix?"""

from jingwei.kernel.access.duties import Duty
from tests.architecture.routes import page

PAGES = {"benefit/": page(Duty.FIGURES_SEE)}
