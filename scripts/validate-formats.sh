#!/usr/bin/env bash
# Hands the formats for programs to validators and readers that others wrote.
# usage: scripts/validate-formats.sh [PROGRAM]
# Needs Python 3 and npm, and fetches into a temporary folder:
#   npm  @microsoft/sarif-multitool          SARIF against its schema and the rules of its authors
#   npm  @umbrelladocs/rdformat-validator    the diagnostics of reviewdog
#   PyPI xmlschema, pytest (its source)      JUnit against the XSD of Jenkins that pytest tests with
#   PyPI sarif-tools, junitparser            two readers
# No registry has a schema of Checkstyle's XML; the one below says what its readers rely on.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
program=$(realpath "${1:-$here/target/debug/jiaohe}")
for tool in python3 npm tar; do
    command -v "$tool" > /dev/null || { echo "missing: $tool" >&2; exit 2; }
done
[ -x "$program" ] || { echo "missing: $program (cargo build)" >&2; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

npm install --silent --no-audit --no-fund @microsoft/sarif-multitool @umbrelladocs/rdformat-validator
python3 -m venv env
env/bin/pip -q install xmlschema junitparser sarif-tools
env/bin/pip -q download --no-deps --no-binary pytest pytest
tar xzf pytest-*.tar.gz
multitool=$(echo node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool)
chmod u+x "$multitool"

# Drafts of the tests; a name and words that break what is not escaped; a file nobody can read.
mkdir -p drafts
cp "$here"/tests/drafts/*.txt drafts/
printf '有*个<b>"部门"</b>&'"'"'；]]>|`%%\xe2\x80\xae有**个𠮷村。\r\n三、末节\n' > 'drafts/怪 名&<"#%,:.txt'
printf '\xff\xfe\x00' > drafts/broken.txt
for language in zh en; do
    for format in sarif junit checkstyle rdjson rdjsonl gitlab; do
        "$program" --lang $language check -f $format --min-severity info -o $language.$format drafts || [ $? -le 2 ]
    done
done

cat > checkstyle.xsd <<'XSD'
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:simpleType name="severity"><xs:restriction base="xs:string">
    <xs:enumeration value="ignore"/><xs:enumeration value="info"/>
    <xs:enumeration value="warning"/><xs:enumeration value="error"/>
  </xs:restriction></xs:simpleType>
  <xs:element name="checkstyle"><xs:complexType>
    <xs:sequence><xs:element name="file" minOccurs="0" maxOccurs="unbounded"><xs:complexType>
      <xs:sequence><xs:element name="error" minOccurs="0" maxOccurs="unbounded"><xs:complexType>
        <xs:attribute name="line" type="xs:positiveInteger" use="required"/>
        <xs:attribute name="column" type="xs:positiveInteger"/>
        <xs:attribute name="severity" type="severity" use="required"/>
        <xs:attribute name="message" type="xs:string" use="required"/>
        <xs:attribute name="source" type="xs:string" use="required"/>
      </xs:complexType></xs:element></xs:sequence>
      <xs:attribute name="name" type="xs:string" use="required"/>
    </xs:complexType></xs:element></xs:sequence>
    <xs:attribute name="version" type="xs:string" use="required"/>
  </xs:complexType></xs:element>
</xs:schema>
XSD

for language in zh en; do
    # The authors' notes on taste (numeric rule ids, snippets of the text) are left aside.
    "$multitool" validate $language.sarif --output $language.checked --level 'Error;Warning' --kind Fail \
        --log ForceOverwrite > $language.said
    python3 - $language.checked <<'PY'
import json, sys
# SARIF2005: there is no page about the tool to give the address of.
results = json.load(open(sys.argv[1], encoding="utf-8-sig"))["runs"][0]["results"]
wrong = [it for it in results if it.get("level", "warning") in ["error", "warning"] and it["ruleId"] != "SARIF2005"]
for it in wrong[:20]:
    print(it["ruleId"], it["message"], file=sys.stderr)
sys.exit(1 if wrong else 0)
PY
    echo "ok  $language: SARIF, by sarif-multitool"
    env/bin/sarif summary --output $language.summary $language.sarif > /dev/null
    echo "ok  $language: SARIF, read by sarif-tools: $(grep -c . $language.summary) lines"
    env/bin/xmlschema-validate --schema pytest-*/testing/example_scripts/junit-10.xsd $language.junit > /dev/null
    echo "ok  $language: JUnit, by the XSD that pytest has"
    env/bin/python - $language.junit <<'PY'
import sys, junitparser
suites = junitparser.JUnitXml.fromfile(sys.argv[1])
cases = [case for suite in suites for case in suite]
failed = sum(isinstance(it, junitparser.Failure) for case in cases for it in case.result)
broken = sum(isinstance(it, junitparser.Error) for case in cases for it in case.result)
assert (suites.tests, suites.failures, suites.errors) == (len(cases), failed, broken), "the counts are wrong"
assert failed and broken == 1
print(f"ok  JUnit, read by junitparser: {len(cases)} cases, {failed} failures, {broken} error")
PY
    env/bin/xmlschema-validate --schema checkstyle.xsd $language.checkstyle > /dev/null
    echo "ok  $language: Checkstyle, by the XSD in this script"
    node_modules/.bin/rdformat-validator --silent $language.rdjson
    echo "ok  $language: rdjson, by rdformat-validator"
    # The validator has no mode for lines.
    python3 -c 'import json, sys; print(json.dumps({"diagnostics": [json.loads(line) for line in sys.stdin]}))' \
        < $language.rdjsonl > lines.rdjson
    node_modules/.bin/rdformat-validator --silent lines.rdjson
    echo "ok  $language: rdjsonl, by rdformat-validator"
    python3 - $language.gitlab <<'PY'
import json, sys
issues = json.load(open(sys.argv[1], encoding="utf-8"))
for it in issues:
    assert it["description"] and it["check_name"] and it["location"]["path"] and 0 < it["location"]["lines"]["begin"]
    assert it["severity"] in ["info", "minor", "major", "critical", "blocker"]
assert len({it["fingerprint"] for it in issues}) == len(issues), "fingerprints are not unique"
print(f"ok  GitLab: {len(issues)} issues with what its page on the format requires")
PY
done
command -v reviewdog > /dev/null || { echo "--  reviewdog is not installed; no registry used here has it"; exit 0; }
git init -q . && reviewdog -f=rdjson -filter-mode=nofilter -reporter=local < zh.rdjson | grep -q .
reviewdog -f=rdjsonl -filter-mode=nofilter -reporter=local < zh.rdjsonl | grep -q .
reviewdog -f=checkstyle -filter-mode=nofilter -reporter=local < zh.checkstyle | grep -q .
echo "ok  reviewdog read rdjson, rdjsonl and checkstyle"
