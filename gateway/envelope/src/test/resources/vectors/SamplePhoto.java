import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.File;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

/** Draws a neutral picture: hills in haze under a pale sky. Run by make-vectors.sh. */
class SamplePhoto {
  public static void main(String[] arguments) throws Exception {
    int width = 960;
    int height = 640;
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(11);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double shade = 0.95 - 0.25 * y / height;
        double blue = 1.0;
        for (int ridge = 0; ridge < 5; ridge++) {
          double edge =
              height * (0.35 + 0.13 * ridge)
                  + 38 * Math.sin(x * (0.006 + 0.002 * ridge) + ridge * 1.7)
                  + 16 * Math.sin(x * 0.021 + ridge * 4.1);
          if (y > edge) {
            shade = 0.78 - 0.13 * ridge;
            blue = 1.0 + 0.06 * (4 - ridge);
          }
        }
        shade += random.nextGaussian() * 0.016;
        image.setRGB(x, y, color(shade * 0.93, shade, shade * blue));
      }
    }
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam quality = writer.getDefaultWriteParam();
    quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    quality.setCompressionQuality(0.62f);
    try (var out = ImageIO.createImageOutputStream(new File(arguments[0]))) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), quality);
    }
  }

  private static int color(double red, double green, double blue) {
    return new Color(clip(red), clip(green), clip(blue)).getRGB();
  }

  private static float clip(double value) {
    return (float) Math.max(0, Math.min(1, value));
  }
}
