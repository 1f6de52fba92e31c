import qrcode from 'qrcode-generator'

/**
 * Modules of the QR code of an address, row by row, true where dark, without the quiet zone. Error
 * correction M: a seventh of the code may be scratched or dirty.
 *
 * @throws TypeError when `url` is no absolute address
 */
export function qrModules(url: string): boolean[][] {
  const code = qrcode(0, 'M')
  code.addData(new URL(url).href, 'Byte')
  code.make()
  const side = Array.from({ length: code.getModuleCount() }, (_, index) => index)
  return side.map((row) => side.map((column) => code.isDark(row, column)))
}

/** Light modules that a scanner needs around a code. */
const QUIET = 4

/** Draws the code as filled areas into a square of `size` points, its quiet zone included. */
export function drawQr(
  pdf: PDFKit.PDFDocument,
  url: string,
  x: number,
  y: number,
  size: number,
): void {
  const modules = qrModules(url)
  const side = size / (modules.length + 2 * QUIET)
  pdf.save()
  for (const [row, dark] of modules.entries())
    for (const { from, length } of stretchesOf(dark))
      pdf.rect(x + (QUIET + from) * side, y + (QUIET + row) * side, length * side, side)
  pdf.fill('black').restore()
}

/** Neighbouring dark modules as one area, so that no hairline runs between them. */
function stretchesOf(dark: readonly boolean[]): { from: number; length: number }[] {
  const stretches: { from: number; length: number }[] = []
  for (const [at, isDark] of dark.entries()) {
    const last = stretches.at(-1)
    if (!isDark) continue
    if (last && last.from + last.length === at) last.length += 1
    else stretches.push({ from: at, length: 1 })
  }
  return stretches
}
