"""A briefing as a PDF: one document, printed by a program that is there."""

from briefkit.printing.printers import Printer, PrinterError, printer
from briefkit.printing.printing import Paper, PrintError, pdf, printable

__all__ = ["Paper", "PrintError", "Printer", "PrinterError", "pdf", "printable", "printer"]
