#!/bin/sh
# Makes the vectors in this folder anew with the real tools. All keys are made for this purpose and
# thrown away, but for the age identity of the sample, which a test opens it with.
# Needs: age, gpg, openssl, ssh-keygen, python3 and java.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'gpgconf --homedir "$work/gpg" --kill all 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"

printf 'Progress note. Nobody of this name exists. %s\n' 1 2 3 4 5 6 7 8 9 10 >note.txt
python3 -c 'import random,sys; r=random.Random(7); sys.stdout.write(" ".join(r.choice("pain rash fever cough left right arm".split()) for _ in range(36000)))' >long.txt
: >empty.txt

# age
age-keygen -o one.key 2>/dev/null
age-keygen -o two.key 2>/dev/null
one=$(age-keygen -y one.key)
two=$(age-keygen -y two.key)
age -r "$one" -o "$here/age-x25519.age" note.txt
age -r "$one" -r "$two" -o "$here/age-two-recipients.age" note.txt
age -r "$one" -o "$here/age-empty.age" empty.txt
age -a -r "$one" -o "$here/age-armoured.age" note.txt
age -r "$one" -o "$here/age-200k.age" long.txt
ssh-keygen -q -t ed25519 -N '' -C '' -f ssh.key
age -R ssh.key.pub -o "$here/age-ssh-ed25519.age" note.txt
# The passphrase is asked for on a terminal, so one is made.
python3 - "$here/age-passphrase.age" <<'PY'
import os, pty, sys, time
pid, fd = pty.fork()
if pid == 0:
    os.execvp("age", ["age", "-p", "-o", sys.argv[1], "note.txt"])
seen = b""
for prompt in (b"Enter passphrase", b"Confirm passphrase"):
    while prompt not in seen:
        seen += os.read(fd, 1024)
    seen = b""
    time.sleep(0.2)
    os.write(fd, b"correct horse battery staple\n")
try:
    while os.read(fd, 1024):
        pass
except OSError:
    pass
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
PY

# OpenPGP
export GNUPGHOME="$work/gpg"
mkdir -m 700 "$GNUPGHOME"
gpg="gpg --batch --yes --quiet --no-tty --trust-model always --pinentry-mode loopback --passphrase pass"
$gpg --passphrase '' --quick-generate-key rsa@example.invalid rsa2048 cert never
rsa=$($gpg --list-keys --with-colons rsa@example.invalid | awk -F: '/^fpr/{print $10; exit}')
$gpg --passphrase '' --quick-add-key "$rsa" rsa2048 encr never
$gpg --passphrase '' --quick-generate-key sign@example.invalid ed25519 sign never
signer=$($gpg --list-keys --with-colons sign@example.invalid | awk -F: '/^fpr/{print $10; exit}')
$gpg --passphrase '' --quick-add-key "$signer" cv25519 encr never
$gpg -r rsa@example.invalid -o "$here/openpgp-rsa.gpg" -e note.txt
$gpg -r sign@example.invalid -o "$here/openpgp-cv25519.gpg" -e note.txt
$gpg -a -r sign@example.invalid -o "$here/openpgp-armoured.asc" -e note.txt
$gpg -r sign@example.invalid -c -o "$here/openpgp-both.gpg" -e note.txt
$gpg -r sign@example.invalid -o "$here/openpgp-signed-and-encrypted.gpg" -u sign@example.invalid -s -e note.txt
# From a pipe and without compression: partial lengths.
head -c 9000 long.txt | $gpg -z 0 -r sign@example.invalid -o "$here/openpgp-partial.gpg" -e
$gpg -o "$here/openpgp-symmetric.gpg" -c note.txt
$gpg -a -o "$here/openpgp-symmetric.asc" -c note.txt
$gpg --rfc2440 --disable-mdc -r sign@example.invalid --cipher-algo AES -o "$here/openpgp-no-mdc.gpg" -e note.txt 2>/dev/null || rm -f "$here/openpgp-no-mdc.gpg"
# Not encrypted.
$gpg -u sign@example.invalid -o "$here/open-openpgp-signed.gpg" -s note.txt
$gpg -z 0 -u sign@example.invalid -o "$here/open-openpgp-signed-uncompressed.gpg" -s note.txt
$gpg -a -u sign@example.invalid -o "$here/open-openpgp-signed.asc" -s note.txt
$gpg -a -u sign@example.invalid -o "$here/open-openpgp-cleartext.asc" --clear-sign note.txt
$gpg -u sign@example.invalid -o "$here/open-openpgp-detached.sig" -b note.txt
$gpg -a -u sign@example.invalid -o "$here/open-openpgp-detached.asc" -b note.txt
$gpg -o "$here/open-openpgp-key.gpg" --export sign@example.invalid
$gpg -a -o "$here/open-openpgp-key.asc" --export sign@example.invalid
$gpg -o "$here/open-openpgp-store.gpg" --store note.txt
$gpg -z 0 -o "$here/open-openpgp-store-uncompressed.gpg" --store note.txt

# CMS
openssl req -x509 -newkey rsa:2048 -nodes -keyout rsa.pem -out rsa.crt -days 3650 -subj /CN=example.invalid 2>/dev/null
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ec.pem -out ec.crt -days 3650 -subj /CN=example.invalid 2>/dev/null
enc="openssl cms -encrypt -binary -in note.txt"
$enc -aes256 -outform DER -out "$here/cms-rsa.der" rsa.crt
$enc -aes256 -outform DER -stream -out "$here/cms-rsa-stream.ber" rsa.crt
$enc -aes256 -outform PEM -out "$here/cms-rsa.pem" rsa.crt
$enc -aes-128-gcm -outform DER -out "$here/cms-authenveloped.der" rsa.crt
$enc -aes256 -outform DER -out "$here/cms-ec.der" ec.crt
$enc -aes256 -outform DER -out "$here/cms-two.der" rsa.crt ec.crt
$enc -aes256 -outform DER -pwri_password secret -out "$here/cms-password.der"
$enc -aes256 -outform DER -secretkey 000102030405060708090a0b0c0d0e0f -secretkeyid 01 -out "$here/cms-kek.der"
# Not encrypted, or not for anybody.
openssl cms -sign -nodetach -binary -in note.txt -signer rsa.crt -inkey rsa.pem -outform DER -out "$here/open-cms-signed.der"
openssl cms -sign -nodetach -binary -in note.txt -signer rsa.crt -inkey rsa.pem -outform PEM -out "$here/open-cms-signed.pem"
openssl cms -data_create -in note.txt -outform DER -out "$here/open-cms-data.der"
openssl cms -digest_create -in note.txt -outform DER -out "$here/open-cms-digested.der"
openssl cms -EncryptedData_encrypt -aes256 -secretkey 000102030405060708090a0b0c0d0e0f000102030405060708090a0b0c0d0e0f -in note.txt -outform DER -out "$here/open-cms-encrypted-data.der"
openssl cms -encrypt -aes256 -in note.txt -outform SMIME -out "$here/open-cms-smime.eml" rsa.crt
openssl enc -aes-256-cbc -pbkdf2 -pass pass:secret -in note.txt -out "$here/open-openssl-enc.bin"
openssl x509 -in rsa.crt -outform DER -out "$here/open-certificate.der"

# The sample for the demonstration.
java -Djava.awt.headless=true "$here/SamplePhoto.java" sample-photo.jpg
age-keygen -o "$here/sample-identity.txt" 2>/dev/null
age-keygen -y "$here/sample-identity.txt" >"$here/sample-recipient.txt"
age -r "$(cat "$here/sample-recipient.txt")" -o "$here/sample-photo.age" sample-photo.jpg
ls -l "$here"
