"""The pages of a PDF brought to a printer."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QBuffer, QIODevice, QRectF
from PySide6.QtGui import QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

from coopadmin.kernel.problem import N_, refuse
from coopadmin.ui.kit.worker import Cancelled

DOTS_PER_INCH = 300


def new_printer(title: str) -> QPrinter:
    """A printer for whole A4 pages; `title` is what its queue shows."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    printer.setResolution(DOTS_PER_INCH)
    printer.setDocName(title)
    return printer


def pages_to_print(printer: QPrinter, count: int) -> list[int]:
    """The numbers of the pages that were chosen, from 1, in order."""
    if printer.printRange() != QPrinter.PrintRange.PageRange:
        return list(range(1, count + 1))
    last = printer.toPage() or count
    return list(range(max(1, printer.fromPage()), min(last, count) + 1))


def print_pages(pdf: bytes, printer: QPrinter, tick: Callable[[int, int], None]) -> int:
    """Print the chosen pages and return how many; for the worker.

    Raises Refused when the printer takes nothing.
    """
    buffer = QBuffer()
    buffer.setData(pdf)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    chosen = pages_to_print(printer, document.pageCount())
    painter = QPainter()
    if not chosen or not painter.begin(printer):
        raise refuse(
            "report.not_printed",
            N_("The printer takes nothing. Look whether it is on, or choose another one."),
        )
    try:
        _draw(document, chosen, painter, printer, tick)
    except Cancelled:
        printer.abort()
        raise
    finally:
        painter.end()
    return len(chosen)


def _draw(
    document: QPdfDocument,
    chosen: Sequence[int],
    painter: QPainter,
    printer: QPrinter,
    tick: Callable[[int, int], None],
) -> None:
    # Over the whole sheet, so that the margins are those of the report.
    sheet = printer.paperRect(QPrinter.Unit.DevicePixel)
    room = QRectF(0, 0, sheet.width(), sheet.height())
    size = room.size().toSize()
    for number, page in enumerate(chosen):
        tick(number, len(chosen))
        if number:
            printer.newPage()
        painter.drawImage(room, document.render(page - 1, size))
