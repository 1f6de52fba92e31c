import '../panel/panel.scss'

const FORMATS = { xlsx: 'XLSX', pdf: 'PDF', csv: 'CSV' } as const

/** Files, not pages: plain links, which the router does not fetch ahead. */
export const ExportLinks = ({ path }: { path: string }) => (
  <>
    {Object.entries(FORMATS).map(([format, label]) => (
      <a key={format} className="panel-button" href={`${path}?format=${format}`} download>
        Export {label}
      </a>
    ))}
  </>
)
