import type { Info } from './pdfkit.ts'

/** The metadata packet (ISO 16684-1) as pdfkit would write it, but with its text escaped: “Smith & Co” is no XML. */
export function xmp(info: Info): string {
  return `
    <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
      <xmp:CreateDate>${info.CreationDate.toISOString().replace(/\.\d+/, '')}</xmp:CreateDate>
      <xmp:CreatorTool>${escape(info.Creator)}</xmp:CreatorTool>
    </rdf:Description>
    <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
      <dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escape(info.Title)}</rdf:li></rdf:Alt></dc:title>
      <dc:creator><rdf:Seq><rdf:li>${escape(info.Author)}</rdf:li></rdf:Seq></dc:creator>
    </rdf:Description>
    <rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
      <pdf:Producer>${escape(info.Producer)}</pdf:Producer>
    </rdf:Description>`
}

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
