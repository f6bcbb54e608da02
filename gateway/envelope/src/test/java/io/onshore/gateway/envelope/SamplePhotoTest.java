package io.onshore.gateway.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** The sample of the demonstration is what it says. */
class SamplePhotoTest {
  private static String identity() {
    return new String(Vectors.read("sample-identity.txt"), StandardCharsets.US_ASCII)
        .lines()
        .filter(line -> line.startsWith("AGE-SECRET-KEY-1"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void opensToAPhotoForItsOwner() throws Exception {
    byte[] sealed = Vectors.read("sample-photo.age");
    byte[] photo;
    try (InputStream opened =
        Channels.newInputStream(
            new StandardDecryptingChannelFactory()
                .newDecryptingChannel(
                    Channels.newChannel(new ByteArrayInputStream(sealed)),
                    List.of(
                        X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(
                            identity()))))) {
      photo = opened.readAllBytes();
    }
    assertThat(Vectors.whole(photo)).isEqualTo(new Inspection.Readable("a JPEG photo"));
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(photo));
    assertThat(image.getWidth()).isEqualTo(960);
    assertThat(image.getHeight()).isEqualTo(640);
  }

  @Test
  void isRecognisedAsSealed() {
    assertThat(Vectors.whole(Vectors.read("sample-photo.age")))
        .isEqualTo(
            new Inspection.Sealed(
                EnvelopeKind.AGE, Certainty.RECOGNISED, "an age file for 1 recipient"));
  }
}
