"""What formcheck is made from: locked versions, licences, a bill of materials, known vulnerabilities."""
